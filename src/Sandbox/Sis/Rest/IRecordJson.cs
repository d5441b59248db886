using Integration.Sandbox.Sis.Districts;

namespace Integration.Sandbox.Sis.Rest;

/// <summary>Writes one record into an open document.</summary>
internal interface IRecordJson
{
    void Write(SisRecord record);
}
