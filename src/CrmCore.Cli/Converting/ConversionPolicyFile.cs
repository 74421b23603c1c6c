using CrmCore.Cli.Terminal;
using CrmCore.Conversion.Policies;

namespace CrmCore.Cli.Converting;

/// <summary>Reads a conversion policy from a file, and says everything that is wrong with it.</summary>
internal static class ConversionPolicyFile
{
    public static ConversionPolicy? Read(FileInfo? file)
    {
        if (file is null)
        {
            return ConversionPolicy.Default;
        }

        try
        {
            return ConversionPolicy.FromJson(File.ReadAllText(file.FullName));
        }
        catch (Exception wrong) when (wrong is DefinitionException or IOException or UnauthorizedAccessException)
        {
            Output.Error(Failures.OfFile(wrong, file.ToString()));
            return null;
        }
    }
}
