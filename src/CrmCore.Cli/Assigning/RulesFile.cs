using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using CrmCore.Assignment;
using CrmCore.Cli.Terminal;

namespace CrmCore.Cli.Assigning;

/// <summary>Reads assignment rules from a file, and says everything that is wrong with it.</summary>
internal static class RulesFile
{
    /// <param name="file">The file.</param>
    /// <param name="capacities">Capacities of single members, <c>USER=N</c>, instead of those in the file.</param>
    /// <param name="policy">The rules.</param>
    public static bool TryRead(FileInfo file, IReadOnlyList<string> capacities, [NotNullWhen(true)] out AssignmentPolicy? policy)
    {
        policy = null;
        try
        {
            policy = AssignmentPolicy.FromJson(File.ReadAllText(file.FullName));
        }
        catch (Exception wrong) when (wrong is ArgumentException or IOException or UnauthorizedAccessException)
        {
            Output.Error(Failures.OfFile(wrong, file.ToString()));
            return false;
        }

        foreach (string text in capacities)
        {
            if (!TrySet(text, ref policy))
            {
                policy = null;
                return false;
            }
        }

        return true;
    }

    private static bool TrySet(string text, ref AssignmentPolicy policy)
    {
        int sign = text.LastIndexOf('=');
        if (sign < 1 || !int.TryParse(text.AsSpan(sign + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int capacity))
        {
            Output.Error(CliTexts.Get("assign.capacity.bad", ("text", text)));
            return false;
        }

        UserId user = new(text[..sign]);
        IReadOnlyList<AssignmentMember> members = policy.Definition.Members;
        if (members.All(m => m.User != user))
        {
            Output.Error(CliTexts.Get("assign.capacity.unknown", ("user", user), ("members", string.Join(", ", members.Select(m => m.User)))));
            return false;
        }

        policy = new(policy.Definition with { Members = [.. members.Select(m => m.User == user ? m with { Capacity = capacity } : m)] });
        return true;
    }
}
