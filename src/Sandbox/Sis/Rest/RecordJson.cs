using System.Text.Json;
using Integration.Sandbox.Sis.Districts;

namespace Integration.Sandbox.Sis.Rest;

/// <summary>Writes records as a well-behaved server does: strings for booleans, absolute references, nothing for what has no value.</summary>
internal sealed class RecordJson(Utf8JsonWriter json, string root, SisVersion version, IReadOnlySet<string>? fields) : IRecordJson
{
    public void Write(SisRecord record)
    {
        json.WriteStartObject();
        foreach (var member in RecordForm.Of(record, version))
        {
            if (fields?.Contains(member.Name) != false)
            {
                Write(member);
            }
        }

        json.WriteEndObject();
    }

    private void Write(Member member)
    {
        switch (member.Value)
        {
            case null or Member[][] { Length: 0 } or Reference[] { Length: 0 } or IReadOnlyList<string> { Count: 0 }:
                return;
            default:
                json.WritePropertyName(member.Name);
                WriteValue(member.Value);
                return;
        }
    }

    private void WriteValue(object value)
    {
        switch (value)
        {
            case Reference reference:
                json.WriteStartObject();
                json.WriteString("href", $"{root}/{reference.Route}/{Uri.EscapeDataString(reference.SourcedId)}");
                json.WriteString("sourcedId", reference.SourcedId);
                json.WriteString("type", reference.Type);
                json.WriteEndObject();
                break;
            case Member[] members:
                json.WriteStartObject();
                foreach (var member in members)
                {
                    Write(member);
                }

                json.WriteEndObject();
                break;
            case Reference[] references:
                WriteMany(references);
                break;
            case Member[][] many:
                WriteMany(many);
                break;
            case IReadOnlyList<string> texts:
                WriteMany(texts);
                break;
            default:
                json.WriteStringValue(MemberValues.Write(value));
                break;
        }
    }

    private void WriteMany(IEnumerable<object> values)
    {
        json.WriteStartArray();
        foreach (var value in values)
        {
            WriteValue(value);
        }

        json.WriteEndArray();
    }
}
