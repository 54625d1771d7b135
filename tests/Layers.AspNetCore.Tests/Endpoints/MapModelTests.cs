using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Layers.AspNetCore.Tests;

/// <summary>Tests of mapping models: routes, groups, and mappings that are refused at the start.</summary>
internal sealed class MapModelTests : FolderTests
{
    [Test]
    public async Task AFaultOfTheServer_IsNotShownToClients()
    {
        Files.SaveConstant(Folder["a.keras"], 1);
        await using var web = await Web.StartAsync(app => app.MapModel("/a", Folder["a.keras"]).Add(endpoint =>
        {
            var answer = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context =>
            {
                context.Features.Set<Microsoft.AspNetCore.Http.Features.IRequestBodyPipeFeature>(new Broken());
                return answer(context);
            };
        }));
        var (response, json) = await web.PostAsync("/a", """{"x": 1}""");
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(json["detail"]!.GetValue<string>(), Does.Not.Contain("secret"));
        Assert.That(web.Journal.Lines.Select(line => line.Text), Has.Some.Contains("failed to answer"));
    }

    [TestCase("missing")]
    [TestCase("garbage")]
    [TestCase("folder")]
    public async Task TheReasonForAFailedLoad_IsLogged_AndNotShownToClients(string kind)
    {
        var path = Folder["bad.keras"];
        if (kind == "garbage") File.WriteAllText(path, "garbage");
        if (kind == "folder") Directory.CreateDirectory(path);
        await using var web = await Web.StartAsync(
            app =>
            {
                app.MapModel("/bad", path);
                app.MapModel("/other", Folder["other.keras"]);
                app.MapModelPages();
                app.MapOpenApi();
            },
            builder =>
            {
                builder.Services.AddOpenApi();
                builder.Services.AddHealthChecks().AddModels();
            });
        using var record = JsonContent.Create(new { x = 1 });
        HttpResponseMessage[] refusals =
        [
            await web.Client.PostAsync("/bad", record), await web.Client.PostAsync("/v2/models/bad/infer", record),
            await web.Client.GetAsync("/v2/models/bad"), await web.Client.GetAsync("/pages/bad"),
        ];
        HttpResponseMessage[] others = [await web.Client.GetAsync("/"), await web.Client.GetAsync("/openapi/v1.json")];
        var secret = Path.GetFileName(Folder.Root);
        foreach (var response in refusals)
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(response.Headers.RetryAfter?.ToString(), Is.EqualTo("1"));
        }
        foreach (var response in refusals.Concat(others))
            Assert.That(await response.Content.ReadAsStringAsync(),
                Does.Contain("The log of the server says why").And.Not.Contain(secret), response.RequestMessage!.RequestUri!.PathAndQuery);
        var health = await web.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.That(health.Entries["models"].Description, Does.Contain(path));
        Assert.That(ModelCatalog.Of(web.Services).Get(path).Fault, Does.Contain(path));
        Assert.That(web.Journal.Lines.Select(line => line.Text), Has.Some.Contains(path));
    }

    [Test]
    public async Task AGroup_HasTheProtocolBelowItsPrefix_AndItsConventions()
    {
        Files.SaveConstant(Folder["a.keras"], 1);
        Files.SaveConstant(Folder["b.keras"], 2);
        await using var web = await Web.StartAsync(app =>
        {
            app.MapGroup("/api").MapModel("/a", Folder["a.keras"]);
            app.MapGroup("").MapModel("/b", Folder["b.keras"]);
            app.MapModel("/c", Folder["b.keras"]);
        });
        Assert.That((await web.PostAsync("/api/a", """{"x": 1}""")).Json["value"]!.GetValue<float>(), Is.EqualTo(1));
        Assert.That((await web.GetAsync("/api/v2/models/a")).Response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await web.GetAsync("/api/v2/health/ready")).Response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await web.GetAsync("/v2/health/live")).Json["live"]!.GetValue<bool>(), Is.True,
            "two groups without a prefix have the same routes");
        Assert.That((await web.GetAsync("/v2/models/b")).Response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await web.GetAsync("/v2/models/c")).Response.StatusCode, Is.EqualTo(HttpStatusCode.OK),
            "one model may have two routes");
    }

    [Test]
    public async Task AConvention_AppliesToAllEndpointsOfAModel()
    {
        Files.SaveConstant(Folder["a.keras"], 1);
        await using var web =
            await Web.StartAsync(app => app.MapModel("/a", Folder["a.keras"]).Add(endpoint => endpoint.RequestDelegate = context =>
        {
            context.Response.StatusCode = 418;
            return Task.CompletedTask;
        }));
        Assert.That((int)(await web.Client.PostAsync("/a", null)).StatusCode, Is.EqualTo(418));
        Assert.That((int)(await web.Client.PostAsync("/v2/models/a/infer", null)).StatusCode, Is.EqualTo(418));
        Assert.That((int)(await web.Client.GetAsync("/v2/models/a")).StatusCode, Is.EqualTo(418));
    }

    [Test]
    public async Task AnImpossibleMapping_IsRefusedAtTheStart()
    {
        Files.SaveConstant(Folder["a.keras"], 1);
        Directory.CreateDirectory(Folder["other"]);
        await using var app = WebApplication.CreateSlimBuilder().Build();
        app.MapModel("/a", Folder["a.keras"]);
        Assert.Multiple(() =>
        {
            Assert.That(() =>
                app.MapModel("/x/a", Folder["a.keras"]), Throws.InvalidOperationException.With.Message.Contains("'/x/a' and '/a'"));
            Assert.That(() =>
                app.MapModel("/b", Path.Combine(Folder["other"], "a.keras")),
                    Throws.InvalidOperationException.With.Message.Contains("Two models have the key 'a'"));
            Assert.That(() =>
                app.MapModel("/c", Folder["a.keras"], options => options.MaxRows = 1),
                    Throws.InvalidOperationException.With.Message.Contains("one place"));
            Assert.That(() =>
                app.MapModel("/{name}", Folder["a.keras"]),
                    Throws.ArgumentException.With.Message.Contains("The last segment of the route is the name"));
            Assert.That(() => app.MapModel("", Folder["a.keras"]), Throws.ArgumentException);
            Assert.That(() =>
                app.MapModel("/d", Folder["d.keras"], options => options.MaxRows = 0),
                    Throws.ArgumentException.With.Message.Contains("MaxRows"));
        });
    }

    private sealed class Broken : Microsoft.AspNetCore.Http.Features.IRequestBodyPipeFeature
    {
        public System.IO.Pipelines.PipeReader Reader => throw new NotImplementedException("a secret of the server");
    }
}
