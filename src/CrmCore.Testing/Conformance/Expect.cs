using CrmCore.Persistence;

namespace CrmCore.Testing.Conformance;

/// <summary>What a case found was not what had to be.</summary>
internal sealed class Nonconformity(string expected, string actual) : Exception($"Expected {expected}; found {actual}.")
{
    public string Expected => expected;

    public string Actual => actual;
}

/// <summary>Compares what is with what must be.</summary>
internal static class Expect
{
    private const int LongestShown = 600;

    public static void Equal<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new Nonconformity($"{what}: {Show(expected)}", Show(actual));
        }
    }

    /// <summary>Compares texts; of long ones it shows where they begin to differ.</summary>
    public static void SameText(string expected, string? actual, string what)
    {
        if (string.Equals(expected, actual, StringComparison.Ordinal))
        {
            return;
        }

        int at = Enumerable.Range(0, Math.Min(expected.Length, actual?.Length ?? 0)).FirstOrDefault(i => expected[i] != actual![i], Math.Min(expected.Length, actual?.Length ?? 0));
        int from = Math.Max(0, at - 60);
        throw new Nonconformity($"{what}, at character {at} of {expected.Length}: {Cut(expected, from)}", actual is null ? "nothing" : Cut(actual, from));
    }

    public static void SameItems<T>(IEnumerable<T> expected, IEnumerable<T> actual, string what)
    {
        T[] wanted = [.. expected];
        T[] found = [.. actual];
        if (!wanted.SequenceEqual(found))
        {
            throw new Nonconformity($"{what}: {wanted.Length} of [{Show(wanted)}]", $"{found.Length} of [{Show(found)}]");
        }
    }

    public static void That(bool holds, string expected, string actual)
    {
        if (!holds)
        {
            throw new Nonconformity(expected, actual);
        }
    }

    public static T NotNull<T>(T? value, string what)
        where T : class => value ?? throw new Nonconformity(what, "nothing");

    public static Task ConflictAsync(Func<Task> action, string what) => ThrowsAsync<ConcurrencyConflictException>(action, what);

    public static async Task ThrowsAsync<TException>(Func<Task> action, string what)
        where TException : Exception
    {
        try
        {
            await action().ConfigureAwait(false);
        }
        catch (TException)
        {
            return;
        }
        catch (Exception other) when (other is not Nonconformity)
        {
            throw new Nonconformity($"{what}: {typeof(TException).Name}", $"{other.GetType().Name}: {other.Message}");
        }

        throw new Nonconformity($"{what}: {typeof(TException).Name}", "no exception");
    }

    private static string Show<T>(IEnumerable<T> items) => Cut(string.Join(", ", items), 0);

    private static string Show<T>(T value) => value is null ? "nothing" : Cut($"{value}", 0);

    private static string Cut(string text, int from) =>
        text.Length - from <= LongestShown ? text[from..] : $"{text.AsSpan(from, LongestShown)}…";
}
