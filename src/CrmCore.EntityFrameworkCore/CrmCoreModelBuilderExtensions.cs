using CrmCore.EntityFrameworkCore;
using CrmCore.Persistence;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Maps CrmCore into a context's model.</summary>
public static class CrmCoreModelBuilderExtensions
{
    private const int KeyLength = 200;

    private static readonly ValueConverter<DateTime, DateTime> Utc = new(v => v, v => DateTime.SpecifyKind(v, DateTimeKind.Utc));

    /// <summary>
    /// Adds the tables <c>crm_leads</c>, <c>crm_opportunities</c>, <c>crm_accounts</c>, <c>crm_contacts</c>, <c>crm_owner_ledgers</c>, <c>crm_outbox</c>,
    /// <c>crm_inbox</c> and <c>crm_definitions</c> to the model. Call it in
    /// <see cref="DbContext.OnModelCreating"/>; migrations then include them. Calling it twice changes nothing.
    /// </summary>
    public static ModelBuilder AddCrmCore(this ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<LeadRow>(MapLeads);
        modelBuilder.Entity<OpportunityRow>(MapOpportunities);
        modelBuilder.Entity<AccountRow>(MapAccounts);
        modelBuilder.Entity<ContactRow>(MapContacts);
        modelBuilder.Entity<OwnerLedgerRow>(MapLedgers);
        modelBuilder.Entity<OutboxRow>(MapOutbox);
        modelBuilder.Entity<InboxRow>(MapInbox);
        modelBuilder.Entity<DefinitionRow>(MapDefinitions);
        return modelBuilder;
    }

    private static void MapLeads(EntityTypeBuilder<LeadRow> rows)
    {
        rows.Property(r => r.Status).HasConversion<string>();
        rows.Property(r => r.SourceKind).HasConversion<string>();
        rows.HasIndex(r => new { r.Tenant, r.Status, r.Id });
        rows.HasIndex(r => new { r.Tenant, r.Owner, r.Id });
        rows.HasIndex(r => new { r.Tenant, r.Pool, r.Id });
        rows.HasIndex(r => new { r.Tenant, r.CompanyMatch });
        rows.HasIndex(r => new { r.Tenant, r.EmailMatch });
        rows.HasIndex(r => new { r.Tenant, r.PhoneMatch });
        rows.HasIndex(r => new { r.Tenant, r.CapturedAt, r.Id });
        rows.HasIndex(r => new { r.Tenant, r.ChangedAt, r.Id });
        rows.HasIndex(r => new { r.Tenant, r.Owner, r.Status, r.IsLocked });
        rows.HasIndex(r => new { r.Tenant, r.RecycleAt, r.Id });
        rows.HasIndex(r => new { r.Tenant, r.RemindAt, r.Id });
        rows.HasIndex(r => new { r.Tenant, r.WakeAt, r.Id });
        rows.HasIndex(r => new { r.Tenant, r.NextStepAt, r.Id });
        rows.HasIndex(r => new { r.Tenant, r.IsUnprotected, r.Id });
        MapAggregate(rows, "crm_leads");
    }

    private static void MapOpportunities(EntityTypeBuilder<OpportunityRow> rows)
    {
        rows.Property(r => r.StageKind).HasConversion<string>();
        rows.Property(r => r.Currency).HasMaxLength(3);
        rows.HasIndex(r => new { r.Tenant, r.StageKind, r.Id });
        rows.HasIndex(r => new { r.Tenant, r.Stage, r.Id });
        rows.HasIndex(r => new { r.Tenant, r.Owner, r.Id });
        rows.HasIndex(r => new { r.Tenant, r.AccountId });
        rows.HasIndex(r => new { r.Tenant, r.SourceLeadId });
        rows.HasIndex(r => new { r.Tenant, r.CloseDate });
        rows.HasIndex(r => new { r.Tenant, r.ClosedAt });
        rows.HasIndex(r => new { r.Tenant, r.CreatedAt, r.Id });
        rows.HasIndex(r => new { r.Tenant, r.ChangedAt, r.Id });
        rows.HasIndex(r => new { r.Tenant, r.StageEnteredAt, r.Id });
        MapAggregate(rows, "crm_opportunities");
    }

    private static void MapAccounts(EntityTypeBuilder<AccountRow> rows)
    {
        rows.HasIndex(r => new { r.Tenant, r.NameMatch });
        rows.HasIndex(r => new { r.Tenant, r.Owner });
        MapAggregate(rows, "crm_accounts");
    }

    private static void MapContacts(EntityTypeBuilder<ContactRow> rows)
    {
        rows.HasIndex(r => new { r.Tenant, r.AccountId });
        rows.HasIndex(r => new { r.Tenant, r.EmailMatch });
        rows.HasIndex(r => new { r.Tenant, r.PhoneMatch });
        MapAggregate(rows, "crm_contacts");
    }

    private static void MapLedgers(EntityTypeBuilder<OwnerLedgerRow> rows)
    {
        rows.Property(r => r.User).HasMaxLength(KeyLength);
        MapAggregate(rows, "crm_owner_ledgers");
    }

    private static void MapOutbox(EntityTypeBuilder<OutboxRow> rows)
    {
        rows.ToTable("crm_outbox");
        rows.HasKey(r => r.Position);
        rows.Property(r => r.Failures).HasDefaultValue(0).ValueGeneratedNever();
        rows.Property(r => r.LeaseOwner).HasMaxLength(OutboxLease.MaximumOwnerLength);
        rows.Property(r => r.Error).HasMaxLength(OutboxSettlement.MaximumErrorLength);
        rows.HasIndex(r => new { r.Tenant, r.AggregateId, r.Sequence }).IsUnique();
        rows.HasIndex(r => new { r.Tenant, r.Position }, "ix_crm_outbox_pending").HasFilter("settled_at IS NULL");
        rows.HasIndex(r => new { r.Tenant, r.Position }, "ix_crm_outbox_dead").HasFilter("dead_at IS NOT NULL");
        MapColumns(rows.Metadata);
    }

    private static void MapInbox(EntityTypeBuilder<InboxRow> rows)
    {
        rows.Property(r => r.Handler).HasMaxLength(KeyLength);
        rows.Property(r => r.EventId).HasMaxLength(KeyLength);
        rows.HasIndex(r => new { r.Tenant, r.HandledAt });
        MapAggregate(rows, "crm_inbox");
    }

    private static void MapDefinitions(EntityTypeBuilder<DefinitionRow> rows)
    {
        rows.ToTable("crm_definitions");
        rows.HasKey(r => new { r.Tenant, r.Kind, r.Key, r.Version });
        rows.Property(r => r.Kind).HasMaxLength(100);
        rows.Property(r => r.Key).HasMaxLength(KeyLength);
        MapColumns(rows.Metadata);
    }

    private static void MapAggregate<TRow>(EntityTypeBuilder<TRow> rows, string table)
        where TRow : AggregateRow
    {
        rows.ToTable(table);
        rows.HasKey(r => new { r.Tenant, r.Id });
        rows.Property(r => r.Id).ValueGeneratedNever();
        rows.Property(r => r.Version).IsConcurrencyToken();
        rows.Property(r => r.ExternalSystem).HasMaxLength(100);
        rows.Property(r => r.ExternalKey).HasMaxLength(KeyLength);
        rows.HasIndex(r => new { r.Tenant, r.ExternalSystem, r.ExternalKey }).IsUnique();
        MapColumns(rows.Metadata);
    }

    /// <summary>Names the columns in lower case with underscores, reads instants as UTC, and gives texts a length that every database can index.</summary>
    private static void MapColumns(IMutableEntityType rows)
    {
        foreach (IMutableProperty property in rows.GetProperties())
        {
            property.SetColumnName(string.Concat(property.Name.Select((c, i) => char.IsUpper(c) && i > 0 ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}")));
            if (property.ClrType == typeof(DateTime) || property.ClrType == typeof(DateTime?))
            {
                property.SetValueConverter(Utc);
            }
            else if (property.GetMaxLength() is null && property.Name is not (nameof(AggregateRow.Json) or nameof(OutboxRow.Payload)))
            {
                property.SetMaxLength(property.ClrType == typeof(string) ? LengthOf(property.Name) : property.ClrType.IsEnum ? 40 : null);
            }
        }
    }

    private static int LengthOf(string column) => column switch
    {
        nameof(AggregateRow.Tenant) => 100,
        nameof(LeadRow.Owner) or nameof(LeadRow.Pool) or nameof(OpportunityRow.Stage) or nameof(OpportunityRow.Pipeline) => KeyLength,
        _ => ReportText.MaximumLength,
    };
}
