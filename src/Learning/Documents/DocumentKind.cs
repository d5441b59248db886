using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Integration.Tables;

namespace Integration.Learning.Documents;

/// <summary>What sort of data a document holds; decides who may see it and how long it is kept.</summary>
public enum DataClass
{
    /// <summary>Settings and definitions; about nobody.</summary>
    Configuration,

    /// <summary>Keys, nonces and leases; about nobody.</summary>
    Security,

    /// <summary>How the tool was reached and what refused it; about nobody.</summary>
    Technical,

    /// <summary>Names and ids of people.</summary>
    Identity,

    /// <summary>States, ratings and times without text.</summary>
    Progress,

    /// <summary>Words a student or teacher wrote.</summary>
    Text,

    /// <summary>What was or will be sent to a gradebook.</summary>
    Grades,

    /// <summary>Who did or read what, when.</summary>
    Audit,
}

/// <summary>Whose data a document is.</summary>
public enum Subject
{
    /// <summary>About no person.</summary>
    Nobody,

    /// <summary>About one student.</summary>
    Learner,

    /// <summary>About one member of staff.</summary>
    Staff,

    /// <summary>About the people of one class.</summary>
    Class,
}

/// <summary>How long a kind of document is kept, as an admin reads it in the data inventory.</summary>
public enum Retention
{
    /// <summary>Until the district leaves or deletes it.</summary>
    District,

    /// <summary>Until the person's data is erased or the district's schedule says so.</summary>
    Learner,

    /// <summary>Until the course is deleted or the district's schedule says so.</summary>
    Course,

    /// <summary>Thirty days; removed by the timer.</summary>
    Month,

    /// <summary>Hours: removed by the timer once it is of no use.</summary>
    Hours,
}

/// <summary>One registered kind of document, without its type.</summary>
/// <param name="Name">Stable name, for the data inventory.</param>
/// <param name="Version">The shape written today, stored in the document as <c>v</c>.</param>
/// <param name="DataClass">What sort of data it holds.</param>
/// <param name="Subject">Whose data it is.</param>
/// <param name="Retention">How long it is kept.</param>
public abstract record DocumentKind(string Name, int Version, DataClass DataClass, Subject Subject, Retention Retention)
{
    /// <summary>The record that holds it.</summary>
    public abstract Type RecordType { get; }
}

/// <summary>
/// One kind of document: its record, JSON form, and what the data inventory says about it. Documents carry their shape's version in <c>v</c>; readers take
/// every older shape through <paramref name="Upgrade"/> and the next write stores the new one.
/// </summary>
/// <param name="Name">Stable name, for the data inventory.</param>
/// <param name="Version">The shape written today.</param>
/// <param name="Json">Source-generated serialisation.</param>
/// <param name="DataClass">What sort of data it holds.</param>
/// <param name="Subject">Whose data it is.</param>
/// <param name="Retention">How long it is kept.</param>
/// <param name="Upgrade">Turns an older shape (given with its version) into today's; null while there was only ever one.</param>
public sealed record DocumentKind<T>(
    string Name,
    int Version,
    JsonTypeInfo<T> Json,
    DataClass DataClass,
    Subject Subject,
    Retention Retention,
    Func<JsonObject, int, JsonObject>? Upgrade = null)
    : DocumentKind(Name, Version, DataClass, Subject, Retention)
    where T : class, IDocument
{
    /// <inheritdoc/>
    public override Type RecordType => typeof(T);

    /// <summary>The stored form, UTF-8.</summary>
    public ReadOnlyMemory<byte> Write(T document) => document.V == Version
        ? JsonSerializer.SerializeToUtf8Bytes(document, Json)
        : throw new InvalidOperationException($"A {Name} is written as version {Version}, not {document.V}.");

    /// <summary>Reads a stored document of this or any older shape.</summary>
    /// <exception cref="InvalidDataException">It was written by a newer release, or is no JSON of this kind.</exception>
    public T Read(ReadOnlyMemory<byte> json)
    {
        var document = JsonSerializer.Deserialize(json.Span, Json) ?? throw new InvalidDataException($"A stored {Name} is null.");
        if (document.V == Version)
        {
            return document;
        }

        if (document.V > Version || Upgrade is null)
        {
            throw new InvalidDataException($"A stored {Name} has version {document.V}; this release reads up to {Version}.");
        }

        var older = JsonNode.Parse(json.Span)?.AsObject() ?? throw new InvalidDataException($"A stored {Name} is no object.");
        return Upgrade(older, document.V).Deserialize(Json) ?? throw new InvalidDataException($"A stored {Name} did not survive its upgrade.");
    }
}

/// <summary>Ways from an older shape to today's.</summary>
public static class Upgrades
{
    /// <summary>The new version only added what may be missing.</summary>
    public static Func<JsonObject, int, JsonObject> AddedTo(int version) => (older, _) =>
    {
        older["v"] = version;
        return older;
    };
}

/// <summary>A record that is stored as a document.</summary>
public interface IDocument
{
    /// <summary>The version of the shape.</summary>
    int V { get; }
}

/// <summary>A document as read, with the revision a later replace must name.</summary>
public sealed record Stored<T>(Key Row, T Value, Revision Revision);
