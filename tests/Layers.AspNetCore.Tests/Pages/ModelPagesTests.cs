using System.Xml.Linq;

namespace Layers.AspNetCore.Tests;

/// <summary>Tests of pages: their addresses, their headers, and refused requests.</summary>
internal sealed class ModelPagesTests
{
    private readonly Folder _folder = new();

    [OneTimeSetUp]
    public void Save()
    {
        Files.SavePenguins(_folder["penguins.keras"]);
        Files.SaveConstant(_folder["fare.keras"], 7);
    }

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public async Task ThePage_HasTheReport_AndNoScriptsOrOtherSources()
    {
        await using var web = await StartAsync("penguins");
        var page = await PageReader.GetAsync(web, "/");
        Assert.Multiple(() =>
        {
            foreach (var section in new[] { "try", "overview", "graph", "features", "training" })
                Assert.That(page.ById(section), Is.Not.Null, section);
            Assert.That(page.All("h1").Single().Value, Is.EqualTo("penguins"));
            Assert.That(page.All("script").Concat(page.All("link")).Concat(page.All("img")), Is.Empty);
            Assert.That(page.Html.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "href" or "src" or "action")
                .Select(attribute => attribute.Value), Is.All.StartWith("#").Or.StartWith("/"));
            Assert.That(page.Html.Descendants().Attributes("id").Select(id => id.Value), Is.Unique);
            Assert.That(page.Response.Headers.GetValues("Content-Security-Policy").Single(),
                Does.StartWith("default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'"));
            Assert.That(page.Response.Headers.GetValues("X-Content-Type-Options").Single(), Is.EqualTo("nosniff"));
            Assert.That(page.Response.Headers.GetValues("Referrer-Policy").Single(), Is.EqualTo("no-referrer"));
            Assert.That(page.Response.Headers.CacheControl!.NoStore, Is.True);
        });
    }

    [Test]
    public async Task SeveralModels_HaveAList()
    {
        await using var web = await StartAsync("penguins", "fare");
        var list = await PageReader.GetAsync(web, "/");
        var links = list.All("a").Select(link => (string)link.Attribute("href")!).ToArray();
        Assert.That(links, Is.EqualTo(new[] { "/pages/fare", "/pages/penguins" }));
        var page = await PageReader.GetAsync(web, links[0]);
        Assert.That((string?)page.All("form").Single().Attribute("action"), Is.EqualTo("/pages/fare#answer"));
        Assert.That(page.All("a").Any(link => (string?)link.Attribute("href") == "/"), Is.True);
        var sent = await PageReader.PostAsync(web, links[0], ("x", "2"));
        Assert.That(sent.Answer.Value, Does.Contain("7"));
        var wrong = await PageReader.PostAsync(web, "/", ("x", "2"));
        Assert.That((wrong.Status, wrong.Response.Content.Headers.Allow), Is.EqualTo((HttpStatusCode.MethodNotAllowed, new[] { "GET" })));
    }

    [Test]
    public async Task AnUnknownModel_IsNotFound_AndTheNearestIsNamed()
    {
        await using var web = await StartAsync("penguins", "fare");
        var page = await PageReader.GetAsync(web, "/pages/penguin");
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(page.All("main").Single().Value, Does.Contain("Did you mean 'penguins'?"));
    }

    [Test]
    public async Task WithoutModels_TheListSaysSo()
    {
        await using var web = await Web.StartAsync(app => app.MapModelPages());
        Assert.That((await PageReader.GetAsync(web, "/")).Text, Does.Contain("No model is served."));
    }

    [TestCase("/ml/look")]
    [TestCase("/ml/look/")]
    public async Task Links_AreRight_InAGroupAndBelowABasePath(string path)
    {
        await using var web = await Web.StartAsync(app =>
        {
            app.UsePathBase("/base");
            app.UseRouting();
            app.MapGroup("/ml").MapModelPages("/look");
            app.MapModel("/penguins", _folder["penguins.keras"]);
            app.MapModel("/fare", _folder["fare.keras"]);
        });
        var list = await PageReader.GetAsync(web, $"/base{path}");
        var link = (string)list.All("a").First().Attribute("href")!;
        Assert.That(link, Is.EqualTo("/base/ml/look/pages/fare"));
        var page = await PageReader.GetAsync(web, link);
        Assert.That((string?)page.All("form").Single().Attribute("action"), Is.EqualTo($"{link}#answer"));
        Assert.That(page.All("a").Any(each => (string?)each.Attribute("href") == "/base/ml/look"), Is.True);
    }

    [Test]
    public async Task Pages_CanBeProtected_Together()
    {
        await using var web = await Web.StartAsync(app =>
        {
            app.MapModel("/fare", _folder["fare.keras"]);
            app.MapModelPages().Add(endpoint => endpoint.RequestDelegate = context =>
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return Task.CompletedTask;
            });
        });
        foreach (var path in new[] { "/", "/pages/fare" })
        {
            Assert.That((await web.Client.GetAsync(path)).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That((await web.Client.PostAsync(path, null)).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        }
        Assert.That((int)(await web.PostAsync("/fare", """{"x": 1}""")).Json["value"]!, Is.EqualTo(7));
    }

    [Test]
    public async Task APage_HasTheLimitsOfRecords()
    {
        await using var web = await Web.StartAsync(app =>
        {
            app.MapModel("/fare", _folder["fare.keras"], options => options.MaxBodyBytes = 20);
            app.MapModelPages();
        });
        var page = await PageReader.PostAsync(web, "/", ("x", new string('1', 20)));
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        Assert.That(page.Text, Does.Contain("the limit is 20 bytes"));
        Assert.That((await PageReader.PostAsync(web, "/", ("x", "1"))).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("application/json", """{"x": 1}""", HttpStatusCode.UnsupportedMediaType, "JSON goes to the route of the model.")]
    [TestCase("text/plain", "x=1", HttpStatusCode.UnsupportedMediaType, "'text/plain; charset=utf-8'")]
    [TestCase("application/x-www-form-urlencoded", "", HttpStatusCode.BadRequest, "empty")]
    public async Task ABodyThatIsNoForm_IsRefused(string type, string body, HttpStatusCode status, string message)
    {
        await using var web = await StartAsync("fare");
        using var content = new StringContent(body, Encoding.UTF8, type);
        var page = await PageReader.OfAsync(await web.Client.PostAsync("/", content));
        Assert.That(page.Status, Is.EqualTo(status));
        Assert.That(page.Text, Does.Contain(message));
    }

    [Test]
    public async Task AModelWithoutAFile_IsNamed()
    {
        await using var web = await StartAsync("missing");
        var page = await PageReader.GetAsync(web, "/");
        Assert.That((page.Status, page.Response.Headers.RetryAfter?.ToString()), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "1")));
        Assert.That(page.Text, Does.Contain("The model 'missing' cannot be served"));
    }

    [Test]
    public async Task AReplacedFile_HasANewPage()
    {
        using var folder = new Folder();
        Files.SaveConstant(folder["fare.keras"], 7);
        await using var web = await Web.StartAsync(app =>
        {
            app.MapModel("/fare", folder["fare.keras"]);
            app.MapModelPages();
        }, builder => builder.Services.AddModel(folder["fare.keras"]));
        var before = await PageReader.PostAsync(web, "/", ("x", "1"));
        Files.SavePenguins(folder["fare.keras"]);
        await web.Services.GetRequiredService<ServedModel>().ReloadAsync();
        var after = await PageReader.GetAsync(web, "/");
        Assert.That(before.Answer.Value, Does.Contain("7"));
        Assert.That(after.All("label").Select(label => label.Value), Does.Contain("Island"));
        Assert.That(after.ById("overview")!.Parent!.Value, Does.Contain("Island"));
    }

    [Test]
    public async Task ARouteWithAParameter_IsRefused()
    {
        await using var web = await Web.StartAsync(app =>
            Assert.That(() => app.MapModelPages("/{tenant}"), Throws.ArgumentException.With.Message.Contains("'/{tenant}'")));
    }

    private async Task<Web> StartAsync(params string[] models) => await Web.StartAsync(app =>
    {
        app.MapModelPages();
        foreach (var model in models) app.MapModel($"/{model}", _folder[$"{model}.keras"]);
    });
}
