using System.Diagnostics.CodeAnalysis;
using CrmCore.Cli.Terminal;
using CrmCore.Pools;

namespace CrmCore.Cli.Pools;

/// <summary>Reads pools from a file, and says everything that is wrong with it.</summary>
internal static class PoolFile
{
    /// <summary>The pools of a file and the one of a key, the first without one; where there is none, that has been said.</summary>
    public static bool TryFind(FileInfo? file, string? key, [NotNullWhen(true)] out PoolCatalog? pools, [NotNullWhen(true)] out Pool? pool)
    {
        pools = Read(file);
        pool = key is null ? pools?.Default : pools?.Find(new(key));
        if (pools is not null && pool is null)
        {
            Output.Error(CliTexts.Get("pool.unknown", ("pool", key), ("pools", string.Join(", ", pools.All))));
        }

        return pools is not null && pool is not null;
    }

    /// <summary>The pools of a file, the default one without a file; null where that has been said to be wrong.</summary>
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
        catch (Exception wrong) when (wrong is ArgumentException or IOException or UnauthorizedAccessException)
        {
            Output.Error(Failures.OfFile(wrong, file.ToString()));
            return null;
        }
    }
}
