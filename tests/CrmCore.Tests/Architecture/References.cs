using System.Reflection;
using System.Reflection.Emit;

namespace CrmCore.Tests.Architecture;

/// <summary>Which types a type refers to: in its base, members, attributes, local variables, and in the code of its methods.</summary>
internal static class References
{
    private const BindingFlags All = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private static readonly Dictionary<short, OpCode> OpCodesByValue =
        typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (OpCode)f.GetValue(null)!).ToDictionary(o => o.Value);

    public static IReadOnlySet<Type> Of(Type type)
    {
        HashSet<Type> found = [];
        Add(found, type.BaseType);
        AddAll(found, type.GetInterfaces());
        AddAll(found, type.GetCustomAttributesData().Select(a => a.AttributeType));
        AddAll(found, type.GetGenericArguments().SelectMany(a => a.IsGenericParameter ? a.GetGenericParameterConstraints() : []));
        AddAll(found, type.GetFields(All).Select(f => f.FieldType));
        AddAll(found, type.GetProperties(All).Select(p => p.PropertyType));
        foreach (MethodBase method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)))
        {
            AddSignature(found, method);
            if (method.GetMethodBody() is { } body)
            {
                AddAll(found, body.LocalVariables.Select(v => v.LocalType));
                AddAll(found, body.ExceptionHandlingClauses.Where(c => c.Flags == ExceptionHandlingClauseOptions.Clause).Select(c => c.CatchType));
                AddBody(found, method, body.GetILAsByteArray()!);
            }
        }

        return found;
    }

    /// <summary>The types of a public or protected signature.</summary>
    public static IEnumerable<Type> OfSignature(MemberInfo member)
    {
        HashSet<Type> found = [];
        switch (member)
        {
            case MethodBase { IsPublic: true } or MethodBase { IsFamily: true } or MethodBase { IsFamilyOrAssembly: true }:
                AddSignature(found, (MethodBase)member);
                break;
            case FieldInfo { IsPublic: true } field:
                Add(found, field.FieldType);
                break;
            case Type type:
                Add(found, type.BaseType);
                AddAll(found, type.GetInterfaces());
                break;
        }

        return found;
    }

    private static void AddBody(HashSet<Type> found, MethodBase method, byte[] code)
    {
        Type[]? ofType = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        Type[]? ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (int i = 0; i < code.Length;)
        {
            short value = code[i++];
            value = value == 0xFE ? unchecked((short)((0xFE << 8) | code[i++])) : value;
            OpCode op = OpCodesByValue[value];
            switch (op.OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    AddMember(found, method.Module.ResolveMember(BitConverter.ToInt32(code, i), ofType, ofMethod));
                    i += 4;
                    break;
                case OperandType.InlineSwitch:
                    i += 4 + (4 * BitConverter.ToInt32(code, i));
                    break;
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    i += 1;
                    break;
                case OperandType.InlineVar:
                    i += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    i += 8;
                    break;
                default:
                    i += 4;
                    break;
            }
        }
    }

    private static void AddMember(HashSet<Type> found, MemberInfo? member)
    {
        Add(found, member as Type ?? member?.DeclaringType);
        if (member is MethodBase method)
        {
            AddSignature(found, method);
        }
        else if (member is FieldInfo field)
        {
            Add(found, field.FieldType);
        }
    }

    private static void AddSignature(HashSet<Type> found, MethodBase method)
    {
        AddAll(found, method.GetParameters().Select(p => p.ParameterType));
        AddAll(found, method.IsGenericMethod ? method.GetGenericArguments() : []);
        Add(found, (method as MethodInfo)?.ReturnType);
    }

    private static void AddAll(HashSet<Type> found, IEnumerable<Type?> types)
    {
        foreach (Type? type in types)
        {
            Add(found, type);
        }
    }

    private static void Add(HashSet<Type> found, Type? type)
    {
        if (type is null || type.IsGenericParameter)
        {
            return;
        }

        if (type.HasElementType)
        {
            Add(found, type.GetElementType());
            return;
        }

        found.Add(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
        AddAll(found, type.IsGenericType && !type.IsGenericTypeDefinition ? type.GetGenericArguments() : []);
    }
}
