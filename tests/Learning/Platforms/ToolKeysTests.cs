using System.Text;
using Integration.Learning.Platforms;
using Integration.Lti.Keys;
using Integration.Tables;
using Microsoft.IdentityModel.Tokens;

using PlatformKeys = Integration.Learning.Platforms.PlatformKeys;

namespace Integration.Tests.Learning.Platforms;

public sealed class ToolKeysTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_processes_that_start_at_once_sign_with_one_key()
    {
        await using var one = LearningTool.Start();
        await using var two = one.Another();

        var kids = await Task.WhenAll(
            Task.Run(async () => (await one.Get<IToolKeys>().GetSigningCredentialsAsync(Ct)).Key.KeyId),
            Task.Run(async () => (await two.Get<IToolKeys>().GetSigningCredentialsAsync(Ct)).Key.KeyId));

        Assert.Equal(kids[0], kids[1]);
        Assert.Single(await one.Get<IToolKeys>().GetPublicKeysAsync(Ct));
    }

    [Fact]
    public async Task The_key_survives_a_restart_and_verifies_what_it_signed_before()
    {
        await using var before = LearningTool.Start();
        var signing = await before.Get<IToolKeys>().GetSigningCredentialsAsync(Ct);
        var text = "signed before"u8.ToArray();
        var signature = CryptoProviderFactory.Default.CreateForSigning(signing.Key, SecurityAlgorithms.RsaSha256).Sign(text);

        await using var after = before.Another();
        var published = Assert.Single(await after.Get<IToolKeys>().GetPublicKeysAsync(Ct));

        Assert.Equal(signing.Key.KeyId, published.Kid);
        Assert.Equal(Base64UrlEncoder.Encode(published.ComputeJwkThumbprint()), published.Kid);
        Assert.False(published.HasPrivateKey);
        Assert.True(CryptoProviderFactory.Default.CreateForVerifying(published, SecurityAlgorithms.RsaSha256).Verify(text, signature));
        Assert.Equal(signing.Key.KeyId, (await after.Get<IToolKeys>().GetSigningCredentialsAsync(Ct)).Key.KeyId);
    }

    [Fact]
    public async Task The_private_part_is_not_readable_in_the_store()
    {
        await using var tool = LearningTool.Start();
        await tool.Get<IToolKeys>().GetSigningCredentialsAsync(Ct);

        var row = Assert.Single((await tool.Store.ReadAsync(PlatformKeys.ToolKeys, KeyRange.All, 10, null, Ct)).Documents);
        var record = PlatformDocuments.ToolKey.Read(row.Json);

        Assert.DoesNotContain("PRIVATE", Encoding.UTF8.GetString(row.Json.Span), StringComparison.Ordinal);
        using var rsa = System.Security.Cryptography.RSA.Create();
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(
            () => rsa.ImportPkcs8PrivateKey(Convert.FromBase64String(record.SealedPrivateKey), out _));
    }
}
