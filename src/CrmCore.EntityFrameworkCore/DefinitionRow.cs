using CrmCore.Persistence;

namespace CrmCore.EntityFrameworkCore;

/// <summary>A version of a definition in the table <c>crm_definitions</c>.</summary>
public sealed class DefinitionRow
{
    internal DefinitionRow()
    {
    }

    /// <summary>The tenant whose it is.</summary>
    public string Tenant { get; internal init; } = "";

    /// <summary>What it defines, such as <see cref="StoredDefinition.Pipeline"/>.</summary>
    public string Kind { get; internal init; } = "";

    /// <summary>Its key within the kind.</summary>
    public string Key { get; internal init; } = "";

    /// <summary>Its version, from 1.</summary>
    public int Version { get; internal init; }

    /// <summary>Its JSON form.</summary>
    public string Json { get; internal init; } = "";

    /// <summary>The definition.</summary>
    public StoredDefinition ToDefinition() => new(Kind, Key, Version, Json);
}
