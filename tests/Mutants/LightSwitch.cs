using Mono.Cecil;
using Mono.Cecil.Cil;

namespace CrmCore.Mutants;

/// <summary>
/// Stryker's switch asks at every step of a loop whether coverage is counted, and is too large to be inlined; numeric code takes ten times as long. This writes the assembly
/// with one that only compares two numbers.
/// </summary>
internal static class LightSwitch
{
    /// <summary>Writes it where it is not there yet; several rooms may be tried at once.</summary>
    public static void Write(string from, string to)
    {
        if (File.Exists(to))
        {
            return;
        }

        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(from);
        TypeDefinition control = assembly.MainModule.Types.Single(t => t.Name == "MutantControl");
        MethodDefinition isActive = control.Methods.Single(m => m.Name == "IsActive");
        isActive.AggressiveInlining = true;
        isActive.Body = new(isActive);
        ILProcessor code = isActive.Body.GetILProcessor();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldsfld, control.Fields.Single(f => f.Name == "ActiveMutant"));
        code.Emit(OpCodes.Ceq);
        code.Emit(OpCodes.Ret);
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        string part = $"{to}.{Environment.ProcessId}";
        assembly.Write(part);
        File.Move(part, to, overwrite: true);
    }
}
