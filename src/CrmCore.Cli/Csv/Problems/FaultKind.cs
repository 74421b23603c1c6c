namespace CrmCore.Cli.Csv;

/// <summary>The stable code of everything that can be wrong with a file, a row, a value or a map.</summary>
internal enum FaultKind
{
    // the file
    FileMissing, IsDirectory, NoPermission, Unreadable, EmptyFile, HeaderOnly, BinaryFile, NoHeader, UnknownEncoding,

    // a row
    TooFewFields, TooManyFields, StrayQuote, UnclosedQuote, LineTooLong, FieldTooLong, NulCharacter, ControlCharacter, InvalidBytes,
    MissingKey, DuplicateKey, NothingToIdentify,

    // a value
    BadDate, AmbiguousDate, BadNumber, AmbiguousNumber, BadProbability, BadCurrency, CurrencyConflict, BadEmail, BadPhone,
    UnknownStatus, UnknownOutcome, UnknownPipeline, UnknownStage, ImpossibleOrder, DuplicateLead,

    // the map
    BadJson, UnknownProperty, UnknownField, MissingColumn, FieldTwice, BadOption, NoKey, BadConstant,

    // notes: a choice was made and nothing was refused
    EncodingGuessed, DateOrderAssumed, DecimalMarkAssumed, ProbabilityScaleAssumed, HeaderRenamed, MayBeDuplicate,
}
