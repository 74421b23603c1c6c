using System.Runtime.InteropServices;
using CrmCore.Cli.Tests.Support;
using CrmCore.Native;

namespace CrmCore.Cli.Tests.Packages;

/// <summary>The whole journey, compiled ahead of time from the packed core, says letter by letter what it says compiled just in time.</summary>
[Collection(PackedCollection.Name)]
public sealed class NativeProgramTests(PackedPackages packed)
{
    [NativeFact]
    public async Task A_native_program_does_what_the_same_code_does_here()
    {
        string folder = Path.Combine(packed.Folder, "native");
        await packed.WriteProjectsAsync(Repository.PathOf("benchmarks/CrmCore.Native"), folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "Directory.Build.props"), """
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <FromPackages>true</FromPackages>
              </PropertyGroup>
            </Project>
            """);
        string output = await DotnetProcess.SucceedAsync(folder, packed.Environment, "publish", "--nologo", "--configuration", "Debug", $"-p:CppCompilerAndLinker={NativeFactAttribute.Linker}", "--output", Path.Combine(folder, "out"));
        Assert.DoesNotContain("warning", output, StringComparison.OrdinalIgnoreCase);

        CommandRun native = await DotnetProcess.RunAsync(Path.Combine(folder, "out", "CrmCore.Native"), folder, packed.Environment);
        Assert.True(native.ExitCode == 0, native.Error);
        Assert.Equal(await ToldHereAsync(), native.Output);
    }

    [Fact]
    public async Task The_journey_goes_the_whole_way_and_is_the_same_each_time()
    {
        string told = await ToldHereAsync();
        Assert.Equal(told, await ToldHereAsync());
        Assert.Contains("won True", told, StringComparison.Ordinal);
        Assert.Contains("zh-Hans: gate.amount 请填写商机金额。", told, StringComparison.Ordinal);
        Assert.Equal(7, told.Split('\n').Count(l => l == "round trip True"));
        Assert.DoesNotContain("round trip False", told, StringComparison.Ordinal);
    }

    private static async Task<string> ToldHereAsync()
    {
        using StringWriter writer = new();
        await Journey.RunAsync(writer);
        return writer.ToString();
    }
}

/// <summary>A test that is skipped, with its reason printed, where nothing can be compiled ahead of time.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NativeFactAttribute : FactAttribute
{
    public NativeFactAttribute()
    {
        string compiler = $"runtime.{RuntimeInformation.RuntimeIdentifier}.microsoft.dotnet.ilcompiler";
        Skip = Linker is null ? "There is no clang and no gcc on the PATH of this machine."
            : Directory.Exists(Path.Combine(PackedPackages.OfTheMachine, compiler)) ? null
            : "The compiler is not among the packages of this machine; 'dotnet restore benchmarks/CrmCore.Native' fetches it.";
    }

    public static string? Linker { get; } = ((string[])["clang", "gcc"]).FirstOrDefault(
        name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Any(folder => File.Exists(Path.Combine(folder, name))));
}
