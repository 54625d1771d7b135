using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Layers.AspNetCore.Tests;

/// <summary>Tests of the health check: its status, and the reason for it.</summary>
internal sealed class HealthTests : FolderTests
{
    [Test]
    public async Task AModelThatPredictsAsWhenItWasSaved_IsHealthy_AndGarbageMakesItDegraded()
    {
        var path = Folder["a.keras"];
        Files.SaveConstant(path, 1, withHealthRow: true);
        await using var web =
            await Web.StartAsync(app => app.MapModel("/a", path), builder => builder.Services.AddHealthChecks().AddModels());
        var (entry, status) = await CheckAsync(web);
        Assert.That((status, entry.Data["a"]),
            Is.EqualTo((HealthStatus.Healthy, (object)ModelCatalog.Of(web.Services).Get(path).Version!)));
        // There is no request: the check itself looks at the file.
        File.WriteAllText(path, "garbage");
        (entry, status) = await CheckAsync(web);
        Assert.That(status, Is.EqualTo(HealthStatus.Degraded));
        Assert.That(entry.Description, Does.Contain("its previous version").And.Contain(path));
        Assert.That((await web.PostAsync("/a", """{"x": 1}""")).Response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await web.GetAsync("/v2/health/ready")).Response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task AModelWithoutAFile_IsUnhealthy_AndNotReady()
    {
        await using var web =
            await Web.StartAsync(app => app.MapModel("/a", Folder["a.keras"]), builder => builder.Services.AddHealthChecks().AddModels());
        var (entry, status) = await CheckAsync(web);
        Assert.That(status, Is.EqualTo(HealthStatus.Unhealthy));
        Assert.That(entry.Description, Does.Contain("There is no file"));
        Assert.That((await web.GetAsync("/v2/health/ready")).Response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That((await web.GetAsync("/v2/models/a/ready")).Json.ToJsonString(), Is.EqualTo("""{"name":"a","ready":false}"""));
        Assert.That((await web.GetAsync("/v2/models/a")).Response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [Test]
    public async Task AModelThatPredictsDifferently_IsUnhealthy()
    {
        var path = Folder["a.keras"];
        Files.SaveConstant(path, 1, withHealthRow: true);
        await using var web =
            await Web.StartAsync(app => app.MapModel("/a", path), builder => builder.Services.AddHealthChecks().AddModels());
        var served = ModelCatalog.Of(web.Services).Get(path);
        var loaded = await served.EnterAsync(isUse: true, default);
        var bias = loaded.Model.Weights[^1];
        bias.Value = TensorData.Of([5f], [1]);
        loaded.Leave();
        var (entry, status) = await CheckAsync(web);
        Assert.That((status, entry.Status), Is.EqualTo((HealthStatus.Unhealthy, HealthStatus.Unhealthy)));
        Assert.That(entry.Description, Does.Contain("'a'").And.Contain("differ from those when it was saved"));
    }

    private static async Task<(HealthReportEntry Entry, HealthStatus Status)> CheckAsync(Web web)
    {
        var report = await web.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        return (report.Entries["models"], report.Status);
    }
}
