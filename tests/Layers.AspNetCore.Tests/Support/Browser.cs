using PuppeteerSharp;
using PuppeteerSharp.Media;

namespace Layers.AspNetCore.Tests;

/// <summary>The machine's own Chromium, for tests that fill in forms.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private readonly IBrowser _browser;

    private Browser(IBrowser browser) => _browser = browser;

    /// <summary>Starts the browser. Without one, the test is skipped with the reason.</summary>
    public static async Task<Browser> StartAsync()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
        if (path is null) Assert.Ignore("chromium is not on the path.");
        // Tests may run as root, which Chromium's sandbox refuses; the pages are trusted. A busy machine needs a long timeout to start it.
        var options = new LaunchOptions { ExecutablePath = path, Args = ["--no-sandbox", "--disable-gpu"], Timeout = 300_000 };
        return new Browser(await Puppeteer.LaunchAsync(options));
    }

    /// <summary>Opens a page.</summary>
    /// <param name="url">The address of the page.</param>
    /// <param name="width">The width of the window in pixels.</param>
    /// <param name="isDark">Whether the system has a dark theme.</param>
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

    /// <summary>Runs an action that leads to another page, and returns when this page is loaded.</summary>
    public static async Task LeaveAsync(IPage page, Func<Task> act)
    {
        var navigation = page.WaitForNavigationAsync();
        await act();
        await navigation;
    }

    public async ValueTask DisposeAsync() => await _browser.DisposeAsync();
}
