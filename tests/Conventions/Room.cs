using System.Reflection;
using Integration.Functions;
using Integration.Learning.Documents;
using Integration.Lti;
using Integration.OneRoster;
using Integration.Sandbox;
using Integration.Tables;
using Mono.Cecil;

namespace Integration.Tests.Conventions;

/// <summary>One room (project) of the product, as compiled: its types, and what each of them mentions.</summary>
internal sealed class Room
{
    private Room(string folder, Assembly assembly)
    {
        (Folder, Assembly) = (folder, assembly);
        var module = ModuleDefinition.ReadModule(assembly.Location);
        Types = [.. module.Types.Where(type => type.Name != "<Module>").Select(type => new RoomType(type)).OrderBy(type => type.FullName, StringComparer.Ordinal)];
        Rooms = [.. module.AssemblyReferences.Select(reference => reference.Name).Where(name => name.StartsWith("Integration.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    internal static Room Functions { get; } = new("functions", typeof(ToolHost).Assembly);

    internal static Room Learning { get; } = new("src/Learning", typeof(DocumentKinds).Assembly);

    internal static Room Lti { get; } = new("src/Lti", typeof(FaultKind).Assembly);

    internal static Room OneRoster { get; } = new("src/OneRoster", typeof(OneRosterFault).Assembly);

    internal static Room Sandbox { get; } = new("src/Sandbox", typeof(SandboxHost).Assembly);

    internal static Room Tables { get; } = new("src/Tables", typeof(IDocumentStore).Assembly);

    internal static IReadOnlyList<Room> All { get; } = [Functions, Learning, Lti, OneRoster, Sandbox, Tables];

    /// <summary>Its folder below the root of the repository.</summary>
    internal string Folder { get; }

    internal Assembly Assembly { get; }

    internal string Name => Assembly.GetName().Name!;

    /// <summary>The rooms it was compiled against and uses.</summary>
    internal IReadOnlyList<string> Rooms { get; }

    /// <summary>Its types outside other types, those that the compiler adds included: a lambda counts to the type it stands in.</summary>
    internal IReadOnlyList<RoomType> Types { get; }

    /// <summary>The types of one namespace and those below it.</summary>
    internal IEnumerable<RoomType> Under(string @namespace) => Types.Where(type => type.IsUnder($"{Name}.{@namespace}"));

    /// <summary>The classes that a person wrote, by reflection.</summary>
    internal IEnumerable<Type> Written() => Assembly.GetTypes().Where(type => !type.FullName!.Contains('<', StringComparison.Ordinal)
        && type.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is null
        && type.GetCustomAttribute<System.CodeDom.Compiler.GeneratedCodeAttribute>() is null
        && type.Namespace?.StartsWith(Name, StringComparison.Ordinal) == true);
}
