using System.Reflection;
using Microsoft.AspNetCore.Components;

namespace Integration.Tests.Conventions;

/// <summary>How types and methods look, whoever wrote them.</summary>
public sealed class TypeShapeTests
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    // The Razor compiler writes component classes, and leaves them open.
    [Fact]
    public void A_class_is_sealed_static_or_abstract() => Offenders.None(
        Written().Where(type => type.IsClass && !typeof(ComponentBase).IsAssignableFrom(type)), type => !type.IsSealed && !type.IsAbstract, "is open to inheritance");

    [Fact]
    public void A_method_that_is_awaited_ends_in_Async() => Offenders.None(
        Methods().Where(method => IsAwaited(method.Method.ReturnType) && !method.Method.Name.EndsWith("Async", StringComparison.Ordinal)),
        _ => true,
        "is awaited but does not end in Async");

    [Fact]
    public void A_method_that_ends_in_Async_is_awaited() => Offenders.None(
        Methods().Where(method => method.Method.Name.EndsWith("Async", StringComparison.Ordinal)),
        method => !IsAwaited(method.Method.ReturnType),
        "ends in Async but is not awaited");

    [Fact]
    public void A_cancellation_token_comes_last_and_is_called_ct() => Offenders.None(
        Methods(),
        method => method.Method.GetParameters().Where(parameter => parameter.ParameterType == typeof(CancellationToken))
            .Where(parameter => parameter.Name != "ct" || parameter.Position != method.Method.GetParameters().Length - 1)
            .Select(parameter => $"{parameter.Name} at {parameter.Position}"),
        "has its token elsewhere or under another name");

    [Fact]
    public void No_name_says_helper_manager_or_base() => Offenders.None(
        Written(),
        type => new[] { "Helper", "Helpers", "Manager", "Utils", "Util", "Base", "Impl" }.Any(ending => type.Name.Split('`')[0].EndsWith(ending, StringComparison.Ordinal)),
        "does not say what it is");

    private static IEnumerable<Type> Written() => Room.All.SelectMany(room => room.Written());

    private static IEnumerable<WrittenMethod> Methods() =>
        from type in Written()
        where !typeof(Delegate).IsAssignableFrom(type)
        from method in type.GetMethods(Declared)
        where !method.IsSpecialName && !method.Name.Contains('<', StringComparison.Ordinal) && !IsGivenName(type, method)
        select new WrittenMethod(type, method);

    // Names and shapes that a framework's type or interface gives.
    private static bool IsGivenName(Type type, MethodInfo method) =>
        !Room.All.Any(room => room.Assembly == method.GetBaseDefinition().DeclaringType!.Assembly)
        || (!type.IsInterface && type.GetInterfaces()
            .Where(given => !Room.All.Any(room => room.Assembly == given.Assembly))
            .Any(given => type.GetInterfaceMap(given).TargetMethods.Contains(method)));

    private static bool IsAwaited(Type type) =>
        type == typeof(Task) || type == typeof(ValueTask)
        || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>)
            || type.GetGenericTypeDefinition() == typeof(ValueTask<>)
            || type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)));

    private sealed record WrittenMethod(Type Type, MethodInfo Method)
    {
        public override string ToString() => $"{Type.FullName}.{Method.Name}";
    }
}
