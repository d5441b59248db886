using System.Globalization;
using System.Text.Json;
using Integration.Sandbox.Sis.Districts;

namespace Integration.Sandbox.Sis.Rest;

/// <summary>Writes records as careless servers do: what is one is not a list, what is missing is null, what is a number is no string, and the other way round.</summary>
internal sealed class DirtyRecordJson(Utf8JsonWriter json, SisVersion version, IReadOnlySet<string>? fields) : IRecordJson
{
    private int _written;

    public void Write(SisRecord record)
    {
        _written++;
        json.WriteStartObject();
        foreach (var member in RecordForm.Of(record, version).Where(m => fields?.Contains(m.Name) != false))
        {
            json.WritePropertyName(member.Name);
            if (member.Name == "status")
            {
                json.WriteStringValue(record.Ended ? "inactive" : "Active");
            }
            else
            {
                Write(member.Name, member.Value);
            }
        }

        if (record is SisUser)
        {
            json.WriteString("password", "sent-although-nobody-asked");
        }

        json.WriteEndObject();
    }

    private void Write(string name, object? value)
    {
        switch (value)
        {
            case null when name is "beginDate" or "endDate":
                json.WriteStringValue("0001-01-01T00:00:00");
                break;
            case null or Array { Length: 0 } or IReadOnlyList<string> { Count: 0 }:
                json.WriteNullValue();
                break;
            case bool flag when _written % 2 == 0:
                json.WriteBooleanValue(flag);
                break;
            case bool flag:
                json.WriteStringValue(flag ? "True" : "False");
                break;
            case DateOnly date:
                json.WriteStringValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00");
                break;
            case DateTimeOffset time:
                json.WriteStringValue(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0'", CultureInfo.InvariantCulture));
                break;
            case Reference reference:
                json.WriteStartObject();
                json.WriteString("sourcedId", reference.SourcedId);
                json.WriteNull("href");
                json.WriteEndObject();
                break;
            case Member[] members:
                json.WriteStartObject();
                foreach (var member in members)
                {
                    json.WritePropertyName(member.Name);
                    Write(member.Name, member.Value);
                }

                json.WriteEndObject();
                break;
            case Reference[] references:
                WriteMany(name, references);
                break;
            case Member[][] many:
                WriteMany(name, many);
                break;
            case IReadOnlyList<string> texts:
                WriteMany(name, texts);
                break;
            case string text when name is "schoolYear" or "grades" or "periods" or "subjectCodes" or "identifier"
                && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number):
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteStringValue(MemberValues.Write(value));
                break;
        }
    }

    private void WriteMany(string name, IReadOnlyList<object> values)
    {
        if (values.Count == 1)
        {
            Write(name, values[0]);
            return;
        }

        json.WriteStartArray();
        foreach (var value in values)
        {
            Write(name, value);
        }

        json.WriteEndArray();
    }
}
