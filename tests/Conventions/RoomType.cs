using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Integration.Tests.Conventions;

/// <summary>A type with everything nested in it, and every type it mentions anywhere: in signatures, attributes and the instructions of its methods.</summary>
internal sealed class RoomType
{
    private readonly Lazy<IReadOnlySet<string>> mentions;
    private readonly TypeDefinition type;

    internal RoomType(TypeDefinition type)
    {
        this.type = type;
        mentions = new Lazy<IReadOnlySet<string>>(() => new MentionReader().Read(type));
    }

    internal string FullName => type.FullName;

    /// <summary>The name without its generic arity.</summary>
    internal string Name => type.Name.Split('`')[0];

    /// <summary>Full names, such as <c>System.Threading.Tasks.Task`1</c>.</summary>
    internal IReadOnlySet<string> Mentions => mentions.Value;

    internal bool IsUnder(string @namespace) =>
        type.Namespace == @namespace || type.Namespace.StartsWith(@namespace + ".", StringComparison.Ordinal);

    /// <summary>A Razor component, or a part of one.</summary>
    internal bool IsRazor()
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.Resolve()?.BaseType)
        {
            if (parent.FullName == "Microsoft.AspNetCore.Components.ComponentBase")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What it mentions from a namespace and those below it.</summary>
    internal IEnumerable<string> MentionsUnder(string @namespace) =>
        Mentions.Where(name => name.StartsWith(@namespace + ".", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>The methods it calls, such as <c>System.Threading.Thread::Sleep</c>.</summary>
    internal IEnumerable<string> Calls() => WithNested(type)
        .SelectMany(one => one.Methods).Where(method => method.HasBody)
        .SelectMany(method => method.Body.Instructions)
        .Select(instruction => instruction.Operand).OfType<MethodReference>()
        .Select(called => $"{called.DeclaringType.FullName}::{called.Name}");

    public override string ToString() => FullName;

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    private sealed class MentionReader
    {
        private readonly HashSet<string> names = [];

        internal HashSet<string> Read(TypeDefinition type)
        {
            foreach (var one in WithNested(type))
            {
                ReadType(one);
            }

            return names;
        }

        private void ReadType(TypeDefinition type)
        {
            Add(type.BaseType);
            Add(type.CustomAttributes);
            Add(type.GenericParameters);
            type.Interfaces.ToList().ForEach(implemented => Add(implemented.InterfaceType));
            foreach (var field in type.Fields)
            {
                Add(field.FieldType);
                Add(field.CustomAttributes);
            }

            foreach (var property in type.Properties)
            {
                Add(property.PropertyType);
                Add(property.CustomAttributes);
            }

            foreach (var method in type.Methods)
            {
                ReadMethod(method);
            }
        }

        private void ReadMethod(MethodDefinition method)
        {
            Add((MethodReference)method);
            Add(method.CustomAttributes);
            Add(method.GenericParameters);
            if (!method.HasBody)
            {
                return;
            }

            method.Body.Variables.ToList().ForEach(local => Add(local.VariableType));
            method.Body.ExceptionHandlers.ToList().ForEach(handler => Add(handler.CatchType));
            method.Body.Instructions.ToList().ForEach(Add);
        }

        private void Add(Instruction instruction)
        {
            switch (instruction.Operand)
            {
                case TypeReference type:
                    Add(type);
                    break;
                case MethodReference method:
                    Add(method);
                    break;
                case FieldReference field:
                    Add(field.DeclaringType);
                    Add(field.FieldType);
                    break;
            }
        }

        private void Add(MethodReference method)
        {
            Add(method.DeclaringType);
            Add(method.ReturnType);
            method.Parameters.ToList().ForEach(parameter => Add(parameter.ParameterType));
            if (method is GenericInstanceMethod generic)
            {
                generic.GenericArguments.ToList().ForEach(Add);
            }
        }

        private void Add(IEnumerable<CustomAttribute> attributes)
        {
            foreach (var attribute in attributes)
            {
                Add(attribute.AttributeType);
                attribute.ConstructorArguments.Select(argument => argument.Value).OfType<TypeReference>().ToList().ForEach(Add);
            }
        }

        private void Add(IEnumerable<GenericParameter> parameters) =>
            parameters.SelectMany(parameter => parameter.Constraints).ToList().ForEach(constraint => Add(constraint.ConstraintType));

        private void Add(TypeReference? type)
        {
            switch (type)
            {
                case null or GenericParameter:
                    return;
                case GenericInstanceType generic:
                    Add(generic.ElementType);
                    generic.GenericArguments.ToList().ForEach(Add);
                    return;
                case TypeSpecification specification:
                    Add(specification.ElementType);
                    return;
                default:
                    names.Add(type.FullName);
                    Add(type.DeclaringType);
                    return;
            }
        }
    }
}
