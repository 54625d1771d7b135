using PuppeteerSharp;

namespace Layers.AspNetCore.Tests;

/// <summary>Tests of a page in a real browser: filled in, sent, read, and checked by axe-core.</summary>
internal sealed class BrowserTests
{
    private readonly Folder _folder = new();
    private Browser _browser = null!;
    private Web _web = null!;
    private Uri _url = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _browser = await Browser.StartAsync();
        Files.SavePenguins(_folder["penguins.keras"]);
        _web = await Web.StartAsync(app =>
        {
            app.MapModel("/penguins", _folder["penguins.keras"]);
            app.MapModelPages();
        });
        _url = _web.Client.BaseAddress!;
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        if (_web is not null) await _web.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task AFilledForm_IsAnswered()
    {
        var (_, record) = await _web.PostAsync("/penguins", """{"Island": "Biscoe", "Sex": "MALE", "Body Mass (g)": 5050}""");
        await using var page = await _browser.OpenAsync(_url);
        await FillAsync(page, mass: "5050");
        Assert.That(await TextAsync(page, ".result"), Is.EqualTo($"{record["label"]} {Figures.Share((float)record["probability"]!)}"));
        Assert.That(await TextAsync(page, ".verdict"), Does.StartWith("✓ alike"));
        // The new page is at the answer, and the form still has the entered values.
        Assert.That(new Uri(page.Url).Fragment, Is.EqualTo("#answer"));
        Assert.That(await page.EvaluateExpressionAsync<string[]>("[...document.forms[0].elements].map(each => each.value)"),
            Is.EqualTo(new[] { "5050", "Biscoe", "MALE", "", "" }));
    }

    [Test]
    public async Task AFieldForAnotherValue_IsShown_WhenThatChoiceIsSelected()
    {
        await using var page = await _browser.OpenAsync(_url);
        const string IsShown = "getComputedStyle(document.querySelector('.another')).display";
        Assert.That(await page.EvaluateExpressionAsync<string>(IsShown), Is.EqualTo("none"));
        // By keyboard: selects the last choice of the list, and moves to the next field.
        await page.FocusAsync("select[name=Sex]");
        await page.Keyboard.PressAsync("End");
        Assert.That(await page.EvaluateExpressionAsync<string>(IsShown), Is.EqualTo("block"));
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("OTHER");
        await page.SelectAsync("select[name=Island]", "Dream");
        await Browser.LeaveAsync(page, () => page.Keyboard.PressAsync("Enter"));
        Assert.That(await TextAsync(page, "#answer ~ ul"), Does.Contain("'OTHER' was not among the values of training."));
        Assert.That(await page.EvaluateExpressionAsync<string>(IsShown), Is.EqualTo("block"));
    }

    [Test]
    public async Task TheBrowser_AsksForRequiredValues()
    {
        await using var page = await _browser.OpenAsync(_url);
        Assert.That(await page.EvaluateExpressionAsync<bool>("document.forms[0].checkValidity()"), Is.False);
        await page.SelectAsync("select[name=Island]", "Dream");
        Assert.That(await page.EvaluateExpressionAsync<bool>("document.forms[0].checkValidity()"), Is.True);
    }

    [Test]
    public async Task NothingOverflowsTheWindow([Values(1200, 400)] int width)
    {
        await using var page = await _browser.OpenAsync(_url, width);
        await FillAsync(page, mass: "99999");
        Assert.That(await page.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width));
    }

    [Test]
    public async Task AxeFindsNothing([Values] bool isDark, [Values(1200, 400)] int width)
    {
        var axe = Environment.GetEnvironmentVariable("LAYERS_AXE") is { Length: > 0 } folder
            ? Path.Combine(folder, "node_modules", "axe-core", "axe.min.js") : "";
        if (!File.Exists(axe)) Assert.Ignore("LAYERS_AXE does not name a folder with axe-core.");
        await using var page = await _browser.OpenAsync(_url, width, isDark);
        Assert.That(await ViolationsAsync(page, axe), Is.Empty, "the form");
        await FillAsync(page, mass: "99999");
        Assert.That(await ViolationsAsync(page, axe), Is.Empty, "the answer");
        await FillAsync(page, mass: "heavy");
        Assert.That(await ViolationsAsync(page, axe), Is.Empty, "what is wrong");
        // Screenshots of whole pages, for people who change the style.
        if (Environment.GetEnvironmentVariable("LAYERS_PICTURES") is { Length: > 0 } pictures)
            foreach (var (name, mass) in new[] { ("answer", "99999"), ("wrong", "heavy") })
            {
                await FillAsync(page, mass);
                await page.ScreenshotAsync(Path.Combine(pictures, $"{name}-{(isDark ? "dark" : "light")}-{width}.png"),
                    new ScreenshotOptions { FullPage = true });
            }
    }

    private static async Task FillAsync(IPage page, string mass)
    {
        await page.SelectAsync("select[name=Island]", "Biscoe");
        await page.SelectAsync("select[name=Sex]", "MALE");
        await page.EvaluateExpressionAsync("document.querySelector('[inputmode=decimal]').value = ''");
        await page.TypeAsync("[inputmode=decimal]", mass);
        await Browser.LeaveAsync(page, () => page.ClickAsync("button[type=submit]"));
    }

    private static Task<string> TextAsync(IPage page, string selector) =>
        page.EvaluateFunctionAsync<string>("selector => document.querySelector(selector).textContent", selector);

    private static async Task<string[]> ViolationsAsync(IPage page, string axe)
    {
        await page.EvaluateExpressionAsync("for (const each of document.querySelectorAll('details')) each.open = true");
        await page.EvaluateExpressionAsync(await File.ReadAllTextAsync(axe));
        var passes = await page.EvaluateExpressionAsync<int>(
            "axe.run().then(found => { window.found = found; return found.passes.length })");
        Assert.That(passes, Is.GreaterThan(20));
        return await page.EvaluateExpressionAsync<string[]>("window.found.violations.map(each =>"
            + " each.impact + ' ' + each.id + ': ' + each.nodes.map(node => node.html).join(' '))");
    }
}
