using CrmCore.Cli.Terminal;
using CrmCore.Qualification;

namespace CrmCore.Cli.Qualifying;

/// <summary>Reads qualification policies from JSON files, or says what is wrong with them.</summary>
internal static class QualificationPolicyFile
{
    /// <summary>The policy of a file or of a ready one's key; null where it is neither or wrong, which has been said.</summary>
    public static QualificationPolicy? Read(string fileOrKey)
    {
        if (ReadyPolicies.All.FirstOrDefault(p => p.Key == fileOrKey) is { } ready)
        {
            return ready;
        }

        try
        {
            return QualificationPolicy.FromJson(File.ReadAllText(fileOrKey));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            Output.Error(CliTexts.Get("policy.unknown", ("text", fileOrKey), ("keys", string.Join(CliTexts.Get("list.separator"), ReadyPolicies.All.Select(p => p.Key)))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DefinitionException)
        {
            Output.Error(Failures.OfFile(e, fileOrKey));
        }

        return null;
    }
}
