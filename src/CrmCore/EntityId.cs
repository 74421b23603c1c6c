using System.Security.Cryptography;
using System.Text;

namespace CrmCore;

/// <summary>Ids derived from names: the same name gives the same id, which is what makes a repeated operation find its first result.</summary>
public static class EntityId
{
    /// <summary>
    /// The id that belongs to a name within a namespace id: a UUID of version 8 (RFC 9562) whose bits are the first 122 of
    /// SHA-256(namespace bytes, name in UTF-8).
    /// </summary>
    /// <param name="scope">The id that the name is unique within.</param>
    /// <param name="name">The name; compared byte by byte.</param>
    /// <exception cref="ArgumentException"><paramref name="scope"/> is empty, or <paramref name="name"/> is null or empty.</exception>
    public static TId FromName<TId>(Guid scope, string name)
        where TId : struct, IEntityId<TId>
    {
        Guard.Against.Default(scope, nameof(scope));
        Guard.Against.NullOrEmpty(name);
        byte[] input = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        scope.TryWriteBytes(input, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, input.AsSpan(16));
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(input, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return TId.From(new Guid(hash[..16], bigEndian: true));
    }

    internal static TId Parse<TId>(string text)
        where TId : struct, IEntityId<TId> =>
        Guid.TryParse(text, out Guid value) && value != Guid.Empty
            ? TId.From(value)
            : throw new FormatException($"'{text}' is not a {typeof(TId).Name}: expected a UUID such as 018f2f6e-7c00-7000-8000-000000000001.");
}
