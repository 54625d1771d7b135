namespace Layers.AspNetCore.Tests;

/// <summary>Tests of models as services.</summary>
internal sealed class InjectionTests : FolderTests
{
    [Test]
    public async Task AModel_IsInjectedByItsKey_AndIsTheOneThatIsMapped()
    {
        var path = Folder["penguins.keras"];
        Files.SavePenguins(path);
        await using var web = await Web.StartAsync(
            app =>
            {
                app.MapModel("/penguins", path);
                app.MapGet("/triage", async ([FromKeyedServices("penguins")] ServedModel model, CancellationToken stop) =>
                    (await model.PredictAsync(new Penguin("Biscoe", "MALE", 5000), stop)).Prediction.Label);
            },
            builder => builder.Services.AddModel(path, options => options.MaxRows = 1));
        Assert.That(await web.Client.GetStringAsync("/triage"), Is.EqualTo("Gentoo"));
        var served = web.Services.GetRequiredKeyedService<ServedModel>("penguins");
        Assert.That(served, Is.SameAs(web.Services.GetRequiredService<ServedModel>()).And.SameAs(ModelCatalog.Of(web.Services).Get(path)));
        Assert.That((await web.PostAsync("/penguins", $"[{Files.Bird}, {Files.Bird}]")).Response.StatusCode,
            Is.EqualTo(HttpStatusCode.RequestEntityTooLarge), "the options of the services apply");
    }

    [Test]
    public async Task Options_AreNamedByTheKey()
    {
        var services = new ServiceCollection();
        services.AddModel(Folder["a.keras"]).AddModel(Folder["b.keras"]);
        services.Configure<ServedModelOptions>("b", options => options.MaxRows = 7);
        await using var provider = services.BuildServiceProvider();
        Assert.That(provider.GetRequiredKeyedService<ServedModel>("a").Options.MaxRows, Is.EqualTo(10_000));
        Assert.That(provider.GetRequiredKeyedService<ServedModel>("b").Options.MaxRows, Is.EqualTo(7));
        Assert.That(() =>
            provider.GetRequiredService<ServedModel>(), Throws.InvalidOperationException.With.Message.Contains("2 models (a, b)"));
    }

    [Test]
    public void TwoFilesOfOneKey_AreRefused()
    {
        var services = new ServiceCollection().AddModel(Folder["a.keras"]);
        Assert.That(() =>
            services.AddModel(Path.Combine(Folder.Root, "other", "a.keras")),
                Throws.InvalidOperationException.With.Message.Contains("Two models have the key 'a'"));
        Assert.That(() => services.AddModel(Folder["a.keras"]), Throws.Nothing);
    }

    [Test]
    public async Task TheContainer_DisposesTheModel()
    {
        Files.SaveConstant(Folder["a.keras"], 1);
        ServedModel served;
        await using (var provider = new ServiceCollection().AddModel(Folder["a.keras"]).BuildServiceProvider())
        {
            served = provider.GetRequiredService<ServedModel>();
            await served.PredictAsync(new Dictionary<string, object?> { ["x"] = 1 });
        }
        Assert.That(async () =>
            await served.PredictAsync(new Dictionary<string, object?> { ["x"] = 1 }), Throws.TypeOf<ModelUnavailableException>());
    }
}
