namespace CrmCore;

/// <summary>What the ids that a host or a definition names by text have in common.</summary>
/// <typeparam name="TSelf">The key type itself.</typeparam>
public interface ITextKey<TSelf> : IComparable<TSelf>
    where TSelf : struct, ITextKey<TSelf>
{
    /// <summary>The text; empty only in <c>default</c>.</summary>
    string Value { get; }

    /// <summary>The key around a text.</summary>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null, blank, or longer than 200 characters.</exception>
    static abstract TSelf From(string value);
}
