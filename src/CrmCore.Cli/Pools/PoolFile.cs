using System.Text.Json;
using CrmCore.Cli.Terminal;
using CrmCore.Pools;

namespace CrmCore.Cli.Pools;

/// <summary>Reads pools from a file, and says everything that is wrong with it.</summary>
internal static class PoolFile
{
    public static PoolCatalog? Read(FileInfo? file)
    {
        if (file is null)
        {
            return new(Pool.Default);
        }

        try
        {
            return PoolCatalog.FromJson(File.ReadAllText(file.FullName));
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            Output.Error($"{file}: {wrong.Message}");
            return null;
        }
    }
}
