using System.Globalization;
using System.Reflection;
using CrmCore.Cli.Csv;

namespace CrmCore.Cli.Tests.Csv;

public sealed class PhraseTests
{
    [Fact]
    public void Every_kind_of_fault_has_words_in_both_languages()
    {
        List<Fault> faults = [.. typeof(Faults).Assembly.GetTypes().Where(t => t.Name.EndsWith("Faults", StringComparison.Ordinal)).SelectMany(Of)];
        Assert.Empty(Enum.GetValues<FaultKind>().Except(faults.Select(f => f.Kind)));
        Assert.All(faults, f =>
        {
            Assert.All((string[])[f.What.English, f.Mend.English], t => Assert.True(t.Length > 3));
            Assert.All((string[])[f.What.Chinese, f.Mend.Chinese], t => Assert.Contains(t, c => c is >= '一' and <= '鿿'));
        });
    }

    [Fact]
    public void A_phrase_follows_the_culture_of_the_user()
    {
        Phrase phrase = new("yes", "是");
        Assert.Equal("是", phrase.In(CultureInfo.GetCultureInfo("zh-CN")));
        Assert.Equal("yes", phrase.In(CultureInfo.GetCultureInfo("de-DE")));
    }

    private static IEnumerable<Fault> Of(Type type)
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.Static;
        foreach (FieldInfo field in type.GetFields(all | BindingFlags.NonPublic).Where(f => f.FieldType == typeof(Fault)))
        {
            yield return (Fault)field.GetValue(null)!;
        }

        foreach (MethodInfo method in type.GetMethods(all).Where(m => m.ReturnType == typeof(Fault) && !m.IsSpecialName))
        {
            yield return (Fault)method.Invoke(null, [.. method.GetParameters().Select(p => Argument(p.ParameterType))])!;
        }
    }

    private static object? Argument(Type type) => type switch
    {
        _ when type == typeof(string) => "某",
        _ when type == typeof(Phrase) => new Phrase("what is wrong", "错误"),
        _ when type == typeof(Fault) => Faults.EmptyFile,
        _ when type == typeof(IEnumerable<string>) => Array.Empty<string>(),
        _ => Activator.CreateInstance(type),
    };
}
