using Integration.Lti.Bind;
using Integration.Lti.Launch;
using Integration.Lti.Login;
using Integration.Lti.Registrations;
using Microsoft.AspNetCore.DataProtection;

namespace Integration.Tests.Lti.Login;

public sealed class StateSealTests
{
    private static readonly DateTimeOffset At = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private readonly EphemeralDataProtectionProvider protection = new();

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("_parent", "hint", null)]
    [InlineData("frame", "hint é 🙂", "{\"a\":1}")]
    public void What_was_sealed_opens_as_it_was(string? storage, string? loginHint, string? messageHint)
    {
        var seal = new StateSeal(protection);
        var state = Some() with { StorageTarget = storage, Hints = loginHint is null ? null : new LoginHints(loginHint, messageHint) };

        var opened = seal.OpenState(seal.Seal(state))!;

        Assert.Equal(state.BindingHash, opened.BindingHash);
        Assert.Equal(state, opened with { BindingHash = state.BindingHash });
    }

    [Fact]
    public void What_was_sealed_for_one_use_does_not_open_for_another()
    {
        var seal = new StateSeal(protection);
        var state = seal.Seal(Some());
        var again = seal.Seal(new LoginAgain(new RegistrationId("r"), new LoginHints("h", null), At));

        Assert.Null(seal.OpenAgain(state));
        Assert.Null(seal.OpenState(again));
        Assert.Null(new TicketSeal(protection).Open(state));
    }

    [Fact]
    public void A_ticket_is_compressed_and_opens_as_it_was()
    {
        var tickets = new TicketSeal(protection);
        var payload = System.Text.Encoding.UTF8.GetBytes(RepositoryFiles.Read("tests", "Lti", "Samples", "moodle-4.5-id_token-student.json"));

        var text = tickets.Seal(new LaunchTicket(new RegistrationId("r"), new byte[32], new NonceToUse("n", At), At.AddMinutes(2), new BegunLaunch("K7MPQ2RS", "LtiResourceLinkRequest", TimeSpan.FromSeconds(-3)), payload));
        var opened = tickets.Open(text)!;

        Assert.True(text.Length < payload.Length);
        Assert.Equal(payload, opened.Payload);
        Assert.Equal(new NonceToUse("n", At), opened.Nonce);
        Assert.Equal(At.AddMinutes(2), opened.ExpiresAt);
        Assert.Equal(new BegunLaunch("K7MPQ2RS", "LtiResourceLinkRequest", TimeSpan.FromSeconds(-3)), opened.Begun);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("not base64 !")]
    public void What_this_tool_did_not_seal_does_not_open(string text)
    {
        Assert.Null(new StateSeal(protection).OpenState(text));
        Assert.Null(new StateSeal(protection).OpenAgain(text));
        Assert.Null(new TicketSeal(protection).Open(text));
    }

    private static LoginState Some() => new()
    {
        Registration = new RegistrationId("north"),
        StateId = BindingCookie.NewStateId(At),
        Nonce = BindingCookie.NewSecret(),
        BindingHash = BindingCookie.Hash("secret"),
        ExpiresAt = At,
    };
}
