using PuppeteerSharp;
using PuppeteerSharp.Media;

namespace Layers.AspNetCore.Tests;

/// <summary>The machine's own Chromium, which tests fill in forms with.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private readonly IBrowser _browser;

    private Browser(IBrowser browser) => _browser = browser;

    /// <summary>Starts it; a test without one is skipped, with the reason.</summary>
    public static async Task<Browser> StartAsync()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
        if (path is null) Assert.Ignore("chromium is not on the path.");
        // Tests may run as root, whom the sandbox does not take; the pages are our own. A busy machine starts it slowly.
        var options = new LaunchOptions { ExecutablePath = path, Args = ["--no-sandbox", "--disable-gpu"], Timeout = 300_000 };
        return new Browser(await Puppeteer.LaunchAsync(options));
    }

    /// <summary>Opens a page.</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="width">Of the window, in pixels.</param>
    /// <param name="isDark">Whether the system is dark.</param>
    public async Task<IPage> OpenAsync(Uri url, int width = 1200, bool isDark = false)
    {
        var page = await _browser.NewPageAsync();
        page.DefaultTimeout = page.DefaultNavigationTimeout = 300_000;
        await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = 900 });
        await page.EmulateMediaFeaturesAsync(
            [new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = isDark ? "dark" : "light" }]);
        await page.GoToAsync(url.ToString());
        return page;
    }

    /// <summary>Does something that leads to another page, and returns when that is there.</summary>
    public static async Task LeaveAsync(IPage page, Func<Task> act)
    {
        var navigation = page.WaitForNavigationAsync();
        await act();
        await navigation;
    }

    public async ValueTask DisposeAsync() => await _browser.DisposeAsync();
}
