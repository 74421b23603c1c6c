using System.Reflection;

namespace CrmCore.Tests.Architecture;

/// <summary>The direction between the rooms: nothing looks up, and neighbours on a floor know each other only by id.</summary>
public class RoomTests
{
    private static readonly Assembly Core = typeof(Money).Assembly;

    private static readonly string[][] Floors =
    [
        [""],
        ["Pipelines", "Qualification", "Matching"],
        ["Customers", "Leads", "Opportunities"],
        ["Persistence"],
        ["Delivery", "Pools", "Probabilities", "Migrations", "Merging", "Privacy"],
        ["Assignment", "Conversion", "Forecasting", "Health"],
        ["InMemory"],
        ["DependencyInjection"],
    ];

    /// <summary>What a room may know of its neighbour: an opportunity remembers where its lead came from.</summary>
    private static readonly (string Room, string Type)[] Exceptions = [("Opportunities", "LeadSource"), ("Opportunities", "LeadSourceKind")];

    [Fact]
    public void Every_type_stands_in_a_room_that_has_a_floor()
    {
        string[] homeless = [.. Core.GetTypes().Where(t => RoomOf(t) is { } room && FloorOf(room) < 0).Select(t => t.FullName!)];
        Assert.Empty(homeless);
        Assert.All(Floors.SelectMany(f => f).Where(r => r.Length > 0), r => Assert.Contains(Core.GetTypes(), t => RoomOf(t) == r));
    }

    [Fact]
    public void Nothing_looks_up_or_aside()
    {
        List<string> wrong = [];
        foreach (Type type in Core.GetTypes())
        {
            foreach (Type other in References.Of(type).Where(o => o.Assembly == Core))
            {
                if (RoomOf(type) is { } from && RoomOf(other) is { } to && from != to && FloorOf(to) >= FloorOf(from) && !Exceptions.Contains((from, other.Name)))
                {
                    wrong.Add($"{type.FullName} knows {other.FullName}");
                }
            }
        }

        Assert.Empty(wrong.Distinct());
    }

    [Fact]
    public void The_references_in_method_bodies_are_seen()
    {
        IReadOnlySet<Type> found = References.Of(typeof(CrmCore.Conversion.ConversionService).GetNestedTypes(BindingFlags.NonPublic)
            .Single(t => t.Name.Contains("ConvertAloneAsync", StringComparison.Ordinal)));
        Assert.Contains(typeof(CrmCore.Persistence.IUnitOfWorkFactory), found);
        Assert.Contains(typeof(CrmCore.Conversion.ConversionResult), found);
        Assert.Contains(References.Of(typeof(CrmCore.Pipelines.Pipeline)), t => t.Name == "DecisionMachine");
    }

    [Fact]
    public void Only_the_machine_of_the_pipelines_knows_Stateless()
    {
        Type[] users = [.. Core.GetTypes().Where(t => References.Of(t).Any(r => r.Assembly.GetName().Name == "Stateless"))];
        Assert.NotEmpty(users);
        Assert.All(users, t => Assert.Equal("CrmCore.Pipelines.Internal", t.Namespace));
    }

    /// <summary>The room's name, blank for the root; null for what the compiler made for the whole assembly.</summary>
    private static string? RoomOf(Type type)
    {
        Type outer = type;
        while (outer.DeclaringType is { } declaring)
        {
            outer = declaring;
        }

        return outer.Namespace switch
        {
            "CrmCore" => "",
            "Microsoft.Extensions.DependencyInjection" => "DependencyInjection",
            { } name when name.StartsWith("CrmCore.", StringComparison.Ordinal) => name.Split('.')[1],
            _ => null,
        };
    }

    private static int FloorOf(string room) => Array.FindIndex(Floors, f => f.Contains(room));
}
