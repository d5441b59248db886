using Integration.Functions.Hosting;
using Integration.Functions.Settings;
using Integration.Learning.Sealing;
using Integration.Tables;
using Microsoft.AspNetCore.DataProtection;

namespace Integration.Tests.Learning.Sealing;

public sealed class SealingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_processes_share_the_ring()
    {
        await using var one = LearningTool.Start();
        await using var two = one.Another();

        var fromOne = one.Get<IDataProtectionProvider>().CreateProtector("use").Protect("text");
        var fromTwo = two.Get<IDataProtectionProvider>().CreateProtector("use").Protect("text");

        Assert.Equal("text", two.Get<IDataProtectionProvider>().CreateProtector("use").Unprotect(fromOne));
        Assert.Equal("text", one.Get<IDataProtectionProvider>().CreateProtector("use").Unprotect(fromTwo));
        Assert.ThrowsAny<Exception>(() => one.Get<IDataProtectionProvider>().CreateProtector("other use").Unprotect(fromOne));
    }

    [Fact]
    public async Task After_one_start_with_new_and_old_the_new_key_alone_opens_everything()
    {
        var (old, fresh) = (MasterKey.NewValue(), MasterKey.NewValue());
        await using var before = LearningTool.Start(old);
        var sealedText = before.Get<IDataProtectionProvider>().CreateProtector("use").Protect("text");

        await using (var during = before.Another($"{fresh},{old}"))
        {
            await during.Services.PrepareAsync(Ct);
            Assert.Equal("text", during.Get<IDataProtectionProvider>().CreateProtector("use").Unprotect(sealedText));
        }

        await using var after = before.Another(fresh);
        await after.Services.PrepareAsync(Ct);
        Assert.Equal("text", after.Get<IDataProtectionProvider>().CreateProtector("use").Unprotect(sealedText));
    }

    [Fact]
    public async Task Another_master_key_stops_the_start_and_leaves_the_ring_as_it_was()
    {
        await using var before = LearningTool.Start();
        before.Get<IDataProtectionProvider>().CreateProtector("use").Protect("text");

        await using var wrong = before.Another(MasterKey.NewValue());
        var stop = await Assert.ThrowsAsync<BadSettingsException>(() => wrong.Services.PrepareAsync(Ct));

        Assert.Contains("Secrets__MasterKey", stop.Message, StringComparison.Ordinal);
        Assert.Single((await before.Store.ReadAsync(SealingDocuments.Partition, KeyRange.All, 10, null, Ct)).Documents);
    }

    [Fact]
    public async Task The_ring_in_the_store_shows_no_key()
    {
        await using var tool = LearningTool.Start();
        tool.Get<IDataProtectionProvider>().CreateProtector("use").Protect("text");

        var row = Assert.Single((await tool.Store.ReadAsync(SealingDocuments.Partition, KeyRange.All, 10, null, Ct)).Documents);
        var xml = SealingDocuments.KeyRingKey.Read(row.Json).Xml;

        Assert.Contains(SealedXml.ElementName, xml, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey>", xml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("AAAA")]
    [InlineData(",")]
    public void A_malformed_master_key_is_refused_without_repeating_it(string? setting)
    {
        Assert.False(MasterKey.TryParse(setting, out _, out var problem));
        Assert.True(string.IsNullOrEmpty(setting) || setting == "," || !problem.Contains(setting, StringComparison.Ordinal));
    }

    [Fact]
    public void A_changed_sealed_text_does_not_open()
    {
        Assert.True(MasterKey.TryParse(MasterKey.NewValue(), out var key, out _));
        var sealedText = key.Seal("text"u8, "context"u8);

        Assert.Equal("text"u8, key.Open(key.CurrentId, sealedText, "context"u8));
        Assert.ThrowsAny<Exception>(() => key.Open(key.CurrentId, sealedText, "other"u8));
        sealedText[^1] ^= 1;
        Assert.ThrowsAny<Exception>(() => key.Open(key.CurrentId, sealedText, "context"u8));
    }
}
