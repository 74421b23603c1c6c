using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace CrmCore.Cli.Csv;

/// <summary>Remembers the keys of a file by a 128-bit digest, so that a long key costs no more than a short one: about 40 bytes a row.</summary>
internal sealed class KeyRegister
{
    private readonly Dictionary<UInt128, int> _lines = [];

    /// <summary>Takes a key; returns the line that had it before, or 0.</summary>
    public int Add(string key, int line)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(key.AsSpan()), hash);
        UInt128 digest = MemoryMarshal.Read<UInt128>(hash);
        return _lines.TryAdd(digest, line) ? 0 : _lines[digest];
    }
}
