namespace Layers.AspNetCore.Tests;

/// <summary>Where models are mapped, and what is refused at the start.</summary>
internal sealed class MapModelTests
{
    private Folder _folder = null!;

    [SetUp]
    public void Make() => _folder = new Folder();

    [TearDown]
    public void Free() => _folder.Dispose();

    [Test]
    public async Task ADefectOfTheServer_IsNotShown()
    {
        Files.SaveConstant(_folder["a.keras"], 1);
        await using var web = await Web.StartAsync(app => app.MapModel("/a", _folder["a.keras"]).Add(endpoint =>
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

    [Test]
    public async Task AGroup_HasTheProtocolBelowItsPrefix_AndItsConventions()
    {
        Files.SaveConstant(_folder["a.keras"], 1);
        Files.SaveConstant(_folder["b.keras"], 2);
        await using var web = await Web.StartAsync(app =>
        {
            app.MapGroup("/api").MapModel("/a", _folder["a.keras"]);
            app.MapGroup("").MapModel("/b", _folder["b.keras"]);
            app.MapModel("/c", _folder["b.keras"]);
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
    public async Task WhatIsSaidOfTheEndpoints_HoldsForAllOfThem()
    {
        Files.SaveConstant(_folder["a.keras"], 1);
        await using var web =
            await Web.StartAsync(app => app.MapModel("/a", _folder["a.keras"]).Add(endpoint => endpoint.RequestDelegate = context =>
        {
            context.Response.StatusCode = 418;
            return Task.CompletedTask;
        }));
        Assert.That((int)(await web.Client.PostAsync("/a", null)).StatusCode, Is.EqualTo(418));
        Assert.That((int)(await web.Client.PostAsync("/v2/models/a/infer", null)).StatusCode, Is.EqualTo(418));
        Assert.That((int)(await web.Client.GetAsync("/v2/models/a")).StatusCode, Is.EqualTo(418));
    }

    [Test]
    public async Task WhatCannotBe_IsRefusedAtTheStart()
    {
        Files.SaveConstant(_folder["a.keras"], 1);
        Directory.CreateDirectory(_folder["other"]);
        await using var app = WebApplication.CreateSlimBuilder().Build();
        app.MapModel("/a", _folder["a.keras"]);
        Assert.Multiple(() =>
        {
            Assert.That(() =>
                app.MapModel("/x/a", _folder["a.keras"]), Throws.InvalidOperationException.With.Message.Contains("'/x/a' and '/a'"));
            Assert.That(() =>
                app.MapModel("/b", Path.Combine(_folder["other"], "a.keras")),
                    Throws.InvalidOperationException.With.Message.Contains("Two models would be called 'a'"));
            Assert.That(() =>
                app.MapModel("/c", _folder["a.keras"], options => options.MaxRows = 1),
                    Throws.InvalidOperationException.With.Message.Contains("one place"));
            Assert.That(() =>
                app.MapModel("/{name}", _folder["a.keras"]), Throws.ArgumentException.With.Message.Contains("last part of its route"));
            Assert.That(() => app.MapModel("", _folder["a.keras"]), Throws.ArgumentException);
            Assert.That(() =>
                app.MapModel("/d", _folder["d.keras"], options => options.MaxRows = 0),
                    Throws.ArgumentException.With.Message.Contains("MaxRows"));
        });
    }

    private sealed class Broken : Microsoft.AspNetCore.Http.Features.IRequestBodyPipeFeature
    {
        public System.IO.Pipelines.PipeReader Reader => throw new NotImplementedException("a secret of the server");
    }
}
