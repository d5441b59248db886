using Integration.OneRoster.Rostering;

namespace Integration.Tests.OneRoster.Rest;

/// <summary>The list is taken by its shape, and a thing that is no list of records stops the read.</summary>
public sealed class EnvelopeTests
{
    private static readonly string User = Json.User(1);

    public static TheoryData<string> Readable => new(
        $$"""{"users":[{{User}}]}""",
        $$"""{"Users":[{{User}}]}""",
        $$"""{"students":[{{User}}]}""",
        $$"""{"users":{{User}}}""",
        $$"""{"user":{{User}}}""",
        $$"""[{{User}}]""",
        $$"""{"count":1,"meta":{"a":[1,2]},"statusInfoSet":[{"imsx_codeMajor":"success"}],"users":[{{User}}]}""",
        $$"""{"warnings":["a","b"],"students":[{{User}}]}""",
        $$"""/* hello */ {"users":[ /* a */ {{User}} ]}""",
        "\uFEFF" + $$"""{"users":[{{User}}]}""");

    [Theory]
    [MemberData(nameof(Readable))]
    public async Task Whichever_list_holds_records_is_the_collection(string body)
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.InTurn("users", ScriptedSis.Answer(200, body, ("X-Total-Count", "1")));

        var read = await world.ReadAsync();

        Assert.Null(read.Fault);
        Assert.Equal(["u1"], read.Ids);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/plain; charset=utf-8")]
    [InlineData("application/json; charset=nonsense")]
    [InlineData("application/xml")]
    public async Task The_media_type_is_not_looked_at(string type)
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.InTurn("users", ScriptedSis.Answer(200, $$"""{"users":[{{User}}]}""", ("Content-Type", type)), ScriptedSis.Answer(200, """{"users":[]}"""));

        var read = await world.ReadAsync();

        Assert.Equal(["u1"], read.Ids);
    }

    [Fact]
    public async Task An_older_character_set_is_honoured_when_it_is_named()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.On("orgs", http =>
        {
            http.Response.ContentType = "application/json; charset=iso-8859-1";
            http.Response.Headers["X-Total-Count"] = "1";
            return http.Response.Body.WriteAsync("""{"orgs":[{"sourcedId":"o1","name":"Peñón","type":"school"}]}"""u8.ToArray() is var utf8
                ? System.Text.Encoding.Latin1.GetBytes(System.Text.Encoding.UTF8.GetString(utf8)) : []).AsTask();
        });

        var read = await world.ReadAsync(RosterCollection.Orgs);

        Assert.Equal("Peñón", Assert.IsType<Org>(Assert.Single(read.Records)).Name);
    }

    [Theory]
    [InlineData("""{"users":[]}""")]
    [InlineData("""{"users":null}""")]
    [InlineData("""{"students":[]}""")]
    [InlineData("[]")]
    [InlineData("{}")]
    public async Task No_records_is_an_empty_page(string body)
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.On("users", 200, body);

        var read = await world.ReadAsync();

        Assert.Null(read.Fault);
        Assert.Empty(Assert.Single(read.Pages).Records);
    }

    [Fact]
    public async Task No_content_is_an_empty_page()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.On("users", 204);

        var read = await world.ReadAsync();

        Assert.Null(read.Fault);
        Assert.Single(read.Pages);
    }

    [Theory]
    [InlineData("""{"students":[]}""", "OR2110")]
    [InlineData("{}", "OR2111")]
    public async Task An_odd_envelope_is_said(string body, string code)
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.On("users", 200, body);

        var read = await world.ReadAsync();

        Assert.Equal([code], read.Warnings);
    }

    [Theory]
    [InlineData("""{"imsx_codeMajor":"failure","imsx_severity":"error"}""", "OR2003")]
    [InlineData("""{"statusInfoSet":[{"imsx_codeMajor":"failure"}]}""", "OR2003")]
    [InlineData("""{"message":"Ann Example is not known"}""", "OR2003")]
    [InlineData("""{"a":[],"b":[]}""", "OR2003")]
    [InlineData("\"users\"", "OR2003")]
    [InlineData("42", "OR2003")]
    [InlineData("""{"users":[{},{}]}""", "OR2004")]
    [InlineData("""{"users":[{"name":"Room 1"}]}""", "OR2004")]
    [InlineData("""{"users":["u1","u2"]}""", "OR2004")]
    [InlineData("""{"users":[{"sourcedId":""}]}""", "OR2004")]
    [InlineData("", "OR2002")]
    [InlineData("users: 1", "OR2002")]
    [InlineData("""{"users":[{"sourcedId":"u1"}""", "OR2002")]
    [InlineData(" <html></html>", "OR2001")]
    [InlineData("<?xml version=\"1.0\"?><users/>", "OR2001")]
    public async Task What_holds_no_records_stops_the_read(string body, string code)
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.On("users", 200, body);

        var read = await world.ReadAsync();

        Assert.Equal((code, 0), (read.Code, read.Pages.Count));
        Assert.False(read.Fault!.Kind.Temporary);
        Assert.StartsWith("users, 127.0.0.1", read.Fault.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("Ann", $"{read.Fault}{string.Join('\n', world.Log.Lines)}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_nest_without_end_is_refused()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.On("users", 200, $$"""{"users":[{"sourcedId":"u1","metadata":{{new string('[', 100_000)}}""");

        var read = await world.ReadAsync();

        Assert.Equal("OR2002", read.Code);
    }

    [Fact]
    public async Task One_record_without_an_id_is_left_out_and_counted()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.Records["users"] = [Json.User(1), """{"givenName":"Ann"}""", Json.User(2), "null", Json.User(3)];
        world.Sis.Clamp = _ => 2;
        world.Sis.SaysTotal = true;

        var read = await world.ReadAsync();

        Assert.Null(read.Fault);
        Assert.Equal(Json.Ids(3), read.Ids);
        Assert.Equal(["Record 2 of this collection", "Record 4 of this collection"], read.Pages.SelectMany(page => page.Warnings).Select(warning => warning.Sentence[..27]));
        Assert.All(read.Warnings, code => Assert.Equal("OR2104", code));
    }
}
