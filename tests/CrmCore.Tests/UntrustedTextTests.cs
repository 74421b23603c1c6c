using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using CrmCore.Assignment;
using CrmCore.Delivery;
using CrmCore.Leads;
using CrmCore.Pools;
using CrmCore.Tests.Architecture;

namespace CrmCore.Tests;

/// <summary>JSON from outside, of whatever kind, is bounded in length and depth and refused with an error that says so.</summary>
public partial class UntrustedTextTests
{
    private const int MaximumOfDefinitions = 1_000_000;
    private const int MaximumOfSnapshots = 64_000_000;

    private static readonly MethodInfo[] Readers =
    [
        .. typeof(Money).Assembly.GetExportedTypes().SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(m => m.Name == "FromJson" && m.GetParameters()[0].ParameterType == typeof(string)).OrderBy(m => m.DeclaringType!.Name, StringComparer.Ordinal),
    ];

    private static readonly string TooLong = new(' ', MaximumOfSnapshots + 1);

    public static TheoryData<string> Types => [.. Readers.Select(m => m.DeclaringType!.Name)];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_text_that_is_too_long_is_not_read(string type)
    {
        Exception refusal = Refused(type, TooLong);
        Assert.Matches("characters;", Message(refusal));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_text_that_is_too_deep_is_refused(string type)
    {
        Refused(type, new string('[', 300_000));
        Refused(type, string.Concat(Enumerable.Repeat("{\"not\":", 100_000)));
        Refused(type, string.Concat(Enumerable.Repeat("{\"when\":{\"all\":[", 50_000)));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_text_of_another_form_is_refused(string type)
    {
        foreach (string text in (string[])["", " ", "{", "nul", "\u0000", "{\"key\":\"\\ud800\"", "{}{}", "\"a\"\"b\"", "[1,]", "1e"])
        {
            Refused(type, text);
        }
    }

    [Fact]
    public void Every_reader_is_tried() => Assert.True(Readers.Length >= 20, $"{Readers.Length} readers");

    [Fact]
    public void Definitions_are_bounded_more_closely_than_records()
    {
        string padded = new string(' ', MaximumOfDefinitions) + Pool.Default.ToJson();
        Assert.Contains("at most 1,000,000", Assert.Throws<DefinitionException>(() => Pool.FromJson(padded)).Message, StringComparison.Ordinal);
        Assert.Contains("at most 1,000,000", Assert.Throws<DefinitionException>(() => AssignmentPolicy.FromJson(padded)).Message, StringComparison.Ordinal);
        Assert.Contains("at most 1,000,000", Assert.Throws<JsonException>(() => Condition.FromJson(padded)).Message, StringComparison.Ordinal);
        Assert.Contains("at most 64,000,000", Assert.Throws<JsonException>(() => LeadSnapshot.FromJson(TooLong)).Message, StringComparison.Ordinal);
        Assert.Contains("at most 64,000,000", Assert.Throws<JsonException>(() => CloudEvent.FromJson(TooLong)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_may_be_written_may_be_read()
    {
        Condition deepest = Condition.Present("a");
        while (true)
        {
            try
            {
                deepest = Condition.All(deepest);
            }
            catch (ArgumentException)
            {
                break;
            }
        }

        AssignmentPolicy policy = new(new()
        {
            Key = "deep",
            Name = "Deep",
            Members = [new() { User = new("anna") }],
            Rules = [new() { Key = "deep", When = deepest }],
        });
        Assert.Equal(policy.ToJson(), AssignmentPolicy.FromJson(policy.ToJson()).ToJson());
        Assert.Equal(deepest, Condition.FromJson(deepest.ToJson()));
    }

    [Fact]
    public void Every_pattern_has_a_time_limit()
    {
        string[] files = [.. SourceTree.FilesUnder("src")];
        string[] without = [.. files.SelectMany(f => File.ReadLines(f).Where(l => Pattern().IsMatch(l) && !l.Contains("matchTimeoutMilliseconds", StringComparison.Ordinal)).Select(l => $"{f}: {l.Trim()}"))];
        Assert.Empty(without);
        Assert.Contains(files, f => File.ReadLines(f).Any(l => Pattern().IsMatch(l)));
    }

    private static Exception Refused(string type, string text)
    {
        MethodInfo reader = Readers.First(m => m.DeclaringType!.Name == type);
        object?[] arguments = [text, .. reader.GetParameters().Skip(1).Select(p => p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType) : null)];
        Exception refusal = Assert.Throws<TargetInvocationException>(() => reader.Invoke(null, arguments)).InnerException!;
        Assert.True(refusal is JsonException or DefinitionException, $"{type}: {refusal}");
        return refusal;
    }

    private static string Message(Exception refusal) => refusal is DefinitionException definition ? string.Join(' ', definition.Defects.Select(d => d.Message)) : refusal.Message;

    [GeneratedRegex(@"\[GeneratedRegex\(|new Regex\(|Regex\.(IsMatch|Match|Matches|Replace|Split|Count)\(")]
    private static partial Regex Pattern();
}
