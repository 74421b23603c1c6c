using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace CrmCore.Tests.Architecture;

/// <summary>
/// How the public face of a package is made and worded: classes are sealed or abstract, properties set once; what is asynchronous says so and can be cancelled, lists are
/// read-only, words are whole, calls stay short. Each test project holds its package to it.
/// </summary>
public abstract partial class PublicFaceRules(Assembly package)
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance;

    /// <summary>More than these go into an options record or into properties that are set when the value is made.</summary>
    private const int MostOptionalParameters = 3;

    private readonly Type[] _types = package.GetExportedTypes();

    private static readonly Type[] Writable =
        [typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>), typeof(IList<>), typeof(ICollection<>), typeof(IDictionary<,>), typeof(ISet<>), typeof(Queue<>), typeof(Stack<>)];

    /// <summary>Classes that hosts derive from.</summary>
    protected virtual IReadOnlyList<Type> Open => [];

    [Fact]
    public void Classes_are_sealed_or_abstract() => Assert.Equal(Open, _types.Where(t => t.IsClass && !t.IsSealed && !t.IsAbstract));

    [Fact]
    public void Everything_is_set_once_when_it_is_made()
    {
        string[] settable = [.. _types
            .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(p => p.SetMethod is { IsPublic: true } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)))
            .Select(p => $"{p.DeclaringType}.{p.Name}")];
        Assert.Empty(settable);
        string[] fields = [.. _types.Where(t => !t.IsEnum).SelectMany(t => t.GetFields(Declared)).Where(f => !f.IsLiteral && !f.IsInitOnly).Select(f => $"{f.DeclaringType}.{f.Name}")];
        Assert.Empty(fields);
    }

    [Fact]
    public void What_is_asynchronous_ends_in_Async_and_can_be_cancelled()
    {
        MethodInfo[] methods = [.. PublicMethods()];
        string[] misnamed = [.. methods.Where(m => IsAsynchronous(m.ReturnType) != m.Name.EndsWith("Async", StringComparison.Ordinal) && m.Name != "DisposeAsync").Select(NameOf)];
        Assert.Empty(misnamed);
        string[] endless = [.. methods.Where(m => IsAsynchronous(m.ReturnType) && m.Name != "DisposeAsync" && m.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken)).Select(NameOf)];
        Assert.Empty(endless);
    }

    [Fact]
    public void Tokens_are_called_cancellationToken_and_clocks_clock()
    {
        ParameterInfo[] parameters = [.. PublicMethods().Where(m => !m.IsSpecialName).Cast<MethodBase>().Concat(_types.SelectMany(t => t.GetConstructors())).SelectMany(m => m.GetParameters())];
        Assert.All(parameters.Where(p => p.ParameterType == typeof(CancellationToken)), p => Assert.Equal("cancellationToken", p.Name));
        Assert.All(parameters.Where(p => p.ParameterType == typeof(TimeProvider)), p => Assert.Equal("clock", p.Name));
        Assert.All(parameters.Where(p => p.ParameterType == typeof(System.Globalization.CultureInfo)), p => Assert.Equal("culture", p.Name));
    }

    [Fact]
    public void Collections_that_are_given_out_are_read_only()
    {
        string[] writable = [.. _types.SelectMany(t => t.GetProperties(Declared)).Where(p => IsWritable(p.PropertyType)).Select(p => $"{p.DeclaringType!.Name}.{p.Name}")
            .Concat(PublicMethods().Where(m => !m.IsSpecialName && IsWritable(m.ReturnType)).Select(NameOf))];
        Assert.Empty(writable);
    }

    [Fact]
    public void Calls_have_few_optional_parameters()
    {
        string[] @long = [.. PublicMethods().Cast<MethodBase>().Concat(_types.SelectMany(t => t.GetConstructors()))
            .Where(m => m.GetParameters().Count(p => p.IsOptional && p.ParameterType != typeof(CancellationToken)) > MostOptionalParameters).Select(NameOf)];
        Assert.Empty(@long);
    }

    [Fact]
    public void Words_are_whole()
    {
        string[] cut = [.. _types.SelectMany(t => t.GetMembers(Declared).Where(m => m is not MethodBase { IsSpecialName: true }).Select(m => (Owner: t, m.Name)).Append((Owner: t, t.Name)))
            .Where(n => CutWord().IsMatch(n.Name)).Select(n => $"{n.Owner.Name}.{n.Name}").Distinct()];
        Assert.Empty(cut);
        Assert.Matches(CutWord(), "MaxLength");
        Assert.Matches(CutWord(), "GetOppCfg");
        Assert.DoesNotMatch(CutWord(), "MaximumLength");
    }

    private IEnumerable<MethodInfo> PublicMethods() => _types.Where(t => !typeof(Delegate).IsAssignableFrom(t)).SelectMany(t => t.GetMethods(Declared));

    private static string NameOf(MethodBase method) => $"{method.DeclaringType!.Name}.{method.Name}";

    private static bool IsAsynchronous(Type type) =>
        typeof(Task).IsAssignableFrom(type) || type == typeof(ValueTask) || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(ValueTask<>) || type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)));

    private static bool IsWritable(Type type) => type.IsArray || (type.IsGenericType && Writable.Contains(type.GetGenericTypeDefinition())) || type == typeof(IList) || type == typeof(IDictionary);

    [GeneratedRegex("(?:^|[a-z0-9])(?:Max|Min|Num|Cnt|Cfg|Conf|Ctx|Msg|Mgr|Opp|Opt|Opts|Param|Params|Prob|Probs|Req|Resp|Res|Src|Svc|Tmp|Val|Vals|Addr|Amt|Avg|Calc|Cust|Desc|Dto|Err|Idx|Impl|Init|Len|Loc|Pct|Pos|Prev|Qty|Ref|Repo|Sec|Stat|Str|Util)(?![a-z])")]
    private static partial Regex CutWord();
}
