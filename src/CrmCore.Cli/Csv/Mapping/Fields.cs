namespace CrmCore.Cli.Csv;

/// <summary>The names of all fields, as maps write them.</summary>
internal static class Fields
{
    public const string Key = "key";
    public const string Name = "name";
    public const string GivenName = "givenName";
    public const string FamilyName = "familyName";
    public const string Company = "company";
    public const string Title = "title";
    public const string Email = "email";
    public const string Phone = "phone";
    public const string Mobile = "mobile";
    public const string Source = "source";
    public const string SourceDetail = "sourceDetail";
    public const string Campaign = "campaign";
    public const string Status = "status";
    public const string Owner = "owner";
    public const string Pool = "pool";
    public const string Created = "created";
    public const string Description = "description";
    public const string Industry = "industry";
    public const string City = "city";
    public const string Country = "country";
    public const string Outcome = "outcome";
    public const string DisqualifiedReason = "disqualifiedReason";
    public const string Account = "account";
    public const string Contact = "contact";
    public const string Pipeline = "pipeline";
    public const string Stage = "stage";
    public const string Amount = "amount";
    public const string Currency = "currency";
    public const string Probability = "probability";
    public const string StageEntered = "stageEntered";
    public const string ExpectedClose = "expectedClose";
    public const string Closed = "closed";
    public const string Reason = "reason";
    public const string Competitor = "competitor";
    public const string Product = "product";
}
