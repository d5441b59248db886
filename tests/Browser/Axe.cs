using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Integration.Tests.Browser;

/// <summary>
/// axe-core in a document, put there once. (Deque's own runner for Playwright puts half a megabyte of it into every frame and into a fresh page each time, and the
/// tests of screens took two to five times as long.)
/// </summary>
internal static class Axe
{
    private const string Run = """
        async () => {
          const { violations } = await axe.run(document, {
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
            resultTypes: ['violations'],
            iframes: false,
          });
          return violations.map(({ id, help, nodes }) => `${id}: ${help} ${nodes.map(node => node.html).join(' | ')}`);
        }
        """;

    private static readonly string Script = $"() => {{ {new BundledAxeScriptProvider().GetScript()} }}";

    /// <summary>What a machine finds against WCAG 2.2 A and AA in one document, frames within it left out.</summary>
    internal static async Task<IReadOnlyList<string>> ViolationsAsync(IFrame frame)
    {
        if (!await frame.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await frame.EvaluateAsync(Script);
        }

        return await frame.EvaluateAsync<string[]>(Run);
    }
}
