using CrmCore;

namespace MinimalApi;

/// <summary>Who acts, from the header X-User. A product takes it from the signed-in user instead.</summary>
public readonly record struct Caller(UserId User)
{
    public static bool TryParse(string? text, out Caller caller)
    {
        caller = string.IsNullOrWhiteSpace(text) ? default : new(new UserId(text));
        return caller != default;
    }
}
