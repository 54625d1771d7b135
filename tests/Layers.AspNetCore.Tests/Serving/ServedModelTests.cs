using Microsoft.Extensions.Time.Testing;

namespace Layers.AspNetCore.Tests;

/// <summary>Tests of a file that is loaded on the first request, swapped when it is replaced, and unloaded when it is idle.</summary>
internal sealed class ServedModelTests : FolderTests
{
    private static readonly Dictionary<string, object?> s_x = new() { ["x"] = 1 };

    private string _path = null!;

    [SetUp]
    public void Name() => _path = Folder["fares.keras"];

    [Test]
    public async Task TheFirstRequest_LoadsTheFile_AndItsHashIsTheVersion()
    {
        using var served = new ServedModel(_path);
        Assert.That((served.Key, served.Version, served.Fault), Is.EqualTo(("fares", (string?)null, (string?)null)));
        Files.SaveConstant(_path, 1);
        var answer = await served.PredictAsync(s_x);
        Assert.That(answer.Prediction.Value, Is.EqualTo(1));
        Assert.That(answer.Version, Is.EqualTo(Hash(_path)).And.EqualTo(served.Version));
    }

    [Test]
    public async Task EveryOverload_GivesTheAnswerOfTheModel()
    {
        var path = Folder["penguins.keras"];
        Files.SavePenguins(path);
        using var model = Model.Load(path);
        using var served = new ServedModel(path);
        var expected = model.PredictJson(Files.Bird).Values.ToArray();
        var record = new Dictionary<string, object?> { ["Island"] = "Dream", ["Sex"] = null, ["Body Mass (g)"] = 3350 };
        var utf8 = Encoding.UTF8.GetBytes(Files.Bird);
        Assert.That((await served.PredictAsync(record)).Prediction.Values.ToArray(), Is.EqualTo(expected));
        Assert.That((await served.PredictAsync(new Penguin("Dream", null, 3350))).Prediction.Values.ToArray(), Is.EqualTo(expected));
        Assert.That((await served.PredictJsonAsync(utf8)).Prediction.Values.ToArray(), Is.EqualTo(expected));
        var many = await served.PredictAsync((IReadOnlyList<Penguin>)[new("Dream", null, 3350), new("Biscoe", "MALE", 5000)]);
        Assert.That(many.Predictions.Select(prediction => prediction.Label),
            Is.EqualTo(new[] { model.PredictJson(Files.Bird).Label, "Gentoo" }));
        var array = await served.PredictJsonArrayAsync(Encoding.UTF8.GetBytes($"[{Files.Bird}, {Files.Bird}]"));
        Assert.That(array.Predictions.Select(prediction => prediction.Values.ToArray()), Is.All.EqualTo(expected));
        Assert.That((await served.PredictJsonArrayAsync("[]"u8.ToArray())).Predictions, Is.Empty);
    }

    [Test]
    public async Task AReplacedFile_IsServedAfterReload_AndNeverTheOldOneAgain()
    {
        Files.SaveConstant(_path, 1);
        using var served = new ServedModel(_path);
        var old = await served.PredictAsync(s_x);
        Files.SaveConstant(_path, 2);
        var version = await served.ReloadAsync();
        Assert.That(version, Is.EqualTo(Hash(_path)).And.Not.EqualTo(old.Version));
        var answer = await served.PredictAsync(s_x);
        Assert.That((answer.Prediction.Value, answer.Version), Is.EqualTo((2f, version)));
        Assert.That(await served.ReloadAsync(), Is.EqualTo(version), "the same file is not loaded again");
    }

    [Test]
    public async Task AReplacedFile_IsNoticedWithoutEvents_ByLengthAndTime()
    {
        var time = new FakeTimeProvider();
        Files.SaveConstant(_path, 1);
        using var served = new ServedModel(_path, new ServedModelOptions { TimeProvider = time });
        await served.PredictAsync(s_x);
        Files.SaveConstant(_path, 2);
        File.SetLastWriteTimeUtc(_path, new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await UntilAsync(async () =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return (await served.PredictAsync(s_x)).Prediction.Value == 2;
        });
        Assert.That(served.Version, Is.EqualTo(Hash(_path)));
    }

    [Test]
    public async Task Garbage_ChangesNothing_AndIsReported_UntilAModelReplacesIt()
    {
        Files.SaveConstant(_path, 1);
        var journal = new Journal();
        using var served = new ServedModel(_path, null, journal);
        var version = (await served.PredictAsync(s_x)).Version;
        File.WriteAllText(_path, "garbage");
        Assert.That(async () =>
            await served.ReloadAsync(), Throws.TypeOf<ModelUnavailableException>().With.InnerException.TypeOf<InvalidDataException>());
        Assert.That((await served.PredictAsync(s_x)).Version, Is.EqualTo(version));
        Assert.That(served.Fault, Does.Contain(_path));
        Assert.That(journal.Lines.Select(line => line.Text), Has.Some.Contains("the previous version is still served"));
        File.Delete(_path);
        Assert.That(async () =>
            await served.ReloadAsync(), Throws.TypeOf<ModelUnavailableException>().With.InnerException.TypeOf<FileNotFoundException>());
        Assert.That((await served.PredictAsync(s_x)).Version, Is.EqualTo(version));
        Files.SaveConstant(_path, 3);
        await served.ReloadAsync();
        Assert.That((await served.PredictAsync(s_x)).Prediction.Value, Is.EqualTo(3));
        Assert.That(served.Fault, Is.Null);
    }

    [Test]
    public async Task AMissingFile_IsUnavailable_UntilItIsThere()
    {
        using var served = new ServedModel(_path);
        Assert.That(async () =>
            await served.PredictAsync(s_x),
                Throws.TypeOf<ModelUnavailableException>().With.Message.Contains("There is no file").And.Property("Model")
                .EqualTo("fares"));
        Files.SaveConstant(_path, 4);
        Assert.That((await served.PredictAsync(s_x)).Prediction.Value, Is.EqualTo(4));
    }

    [Test]
    public void AFolder_IsRefused()
    {
        Directory.CreateDirectory(_path);
        using var served = new ServedModel(_path);
        Assert.That(async () =>
            await served.PredictAsync(s_x), Throws.TypeOf<ModelUnavailableException>().With.Message.Contains("is a folder"));
    }

    [Test]
    public async Task AnIdleModel_IsUnloaded_AndLoadedAgain()
    {
        var time = new FakeTimeProvider();
        Files.SaveConstant(_path, 1);
        using var served = new ServedModel(_path, new ServedModelOptions { TimeProvider = time, IdleTimeout = TimeSpan.FromMinutes(10) });
        var version = (await served.PredictAsync(s_x)).Version;
        time.Advance(TimeSpan.FromMinutes(9));
        Assert.That(served.Version, Is.EqualTo(version));
        await served.PredictAsync(s_x);
        time.Advance(TimeSpan.FromMinutes(9));
        Assert.That(served.Version, Is.EqualTo(version), "the last request was nine minutes ago");
        // A check of the file may be running, and then the model is unloaded a little later.
        await UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromMinutes(1));
            return Task.FromResult(served.Version is null);
        });
        Assert.That(await served.IsReadyAsync(default), Is.True, "it would be loaded");
        Assert.That(served.Version, Is.Null, "and is not loaded for the check");
        Assert.That((await served.PredictAsync(s_x)).Version, Is.EqualTo(version));
    }

    // A check of the file may start before the model is unloaded, and look at the file afterwards.
    [TestCase("Changed", false)]
    [TestCase("Written", false)]
    [TestCase("Missing", true)]
    [TestCase("Always", true)]
    public async Task AfterAnIdleModelIsUnloaded_OnlyARequestLoadsItAgain(string when, bool loads)
    {
        var time = new FakeTimeProvider();
        Files.SaveConstant(_path, 1);
        using var served = new ServedModel(_path, new ServedModelOptions { TimeProvider = time });
        await served.PredictAsync(s_x);
        time.Advance(TimeSpan.FromHours(1));
        Assert.That(served.Version, Is.Null, "unloaded");
        Files.SaveConstant(_path, 2);
        await served.LoadAsync(Enum.Parse<LoadWhen>(when), default);
        Assert.That(served.Version, Is.EqualTo(loads ? Hash(_path) : null));
        Assert.That((await served.PredictAsync(s_x)).Prediction.Value, Is.EqualTo(2));
    }

    [Test]
    public async Task AModelWhoseFileIsGarbage_IsNotUnloaded()
    {
        var time = new FakeTimeProvider();
        Files.SaveConstant(_path, 1);
        using var served = new ServedModel(_path, new ServedModelOptions { TimeProvider = time });
        var version = (await served.PredictAsync(s_x)).Version;
        File.WriteAllText(_path, "garbage");
        Assert.That(async () => await served.ReloadAsync(), Throws.TypeOf<ModelUnavailableException>());
        time.Advance(TimeSpan.FromHours(5));
        Assert.That((await served.PredictAsync(s_x)).Version, Is.EqualTo(version));
    }

    [Test]
    public async Task AfterDispose_NothingIsAnswered()
    {
        Files.SaveConstant(_path, 1);
        var served = new ServedModel(_path);
        await served.PredictAsync(s_x);
        served.Dispose();
        Assert.That(async () =>
            await served.PredictAsync(s_x), Throws.TypeOf<ModelUnavailableException>().With.Message.Contains("no longer"));
    }

    [Test]
    public async Task ARecordThatDoesNotFit_IsRefused_AndTheNextRequestIsAnswered()
    {
        Files.SavePenguins(_path);
        using var served = new ServedModel(_path, new ServedModelOptions { MaxRows = 2 });
        async Task<RecordException> Refused(string json) =>
            (RecordException)await Caught(async () => await served.PredictJsonAsync(Encoding.UTF8.GetBytes(json)));
        Assert.That((await Refused("""{"Island": 1, "Sex": null, "Body Mass (g)": 1}""")).Column, Is.EqualTo("Island"));
        Assert.That((await Refused("""{"Iland": "Dream"}""")).Message, Does.Contain("Did you mean 'Island'"));
        var array =
            (RecordException)await Caught(async () =>
                await served.PredictJsonArrayAsync(Encoding.UTF8.GetBytes($"[{Files.Bird}, {{\"Sex\": 1}}]")));
        Assert.That((array.Row, array.Column), Is.EqualTo(((int?)1, "Sex")));
        Assert.That(
            await Caught(async () =>
                await served.PredictJsonArrayAsync(Encoding.UTF8.GetBytes($"[{Files.Bird}, {Files.Bird}, {Files.Bird}]"))),
                    Is.TypeOf<TooManyRowsException>());
        Assert.That(
            await Caught(async () =>
                await served.PredictJsonAsync("""{"Island": "Atlantis", "Sex": null, "Body Mass (g)": 1}"""u8.ToArray())),
                    Is.TypeOf<LayerException>());
        Assert.That((await served.PredictJsonAsync(Encoding.UTF8.GetBytes(Files.Bird))).Prediction.Label, Is.Not.Empty);
    }

    [TestCase(nameof(ServedModelOptions.MaxRows))]
    [TestCase(nameof(ServedModelOptions.MaxBodyBytes))]
    [TestCase(nameof(ServedModelOptions.MaxBatchRows))]
    [TestCase(nameof(ServedModelOptions.MaxConcurrentBatches))]
    [TestCase(nameof(ServedModelOptions.MaxWaitingRows))]
    [TestCase(nameof(ServedModelOptions.SkewRows))]
    [TestCase(nameof(ServedModelOptions.SkewSample))]
    [TestCase(nameof(ServedModelOptions.IdleTimeout))]
    [TestCase(nameof(ServedModelOptions.CheckInterval))]
    [TestCase(nameof(ServedModelOptions.MissingNames))]
    [TestCase(nameof(ServedModelOptions.UnknownNames))]
    public void AnOptionOutOfRange_IsRefusedByName(string option)
    {
        var options = new ServedModelOptions();
        switch (option)
        {
            case nameof(options.MaxRows): options.MaxRows = 0; break;
            case nameof(options.MaxBodyBytes): options.MaxBodyBytes = 0; break;
            case nameof(options.MaxBatchRows): options.MaxBatchRows = 0; break;
            case nameof(options.MaxConcurrentBatches): options.MaxConcurrentBatches = 0; break;
            case nameof(options.MaxWaitingRows): options.MaxWaitingRows = 0; break;
            case nameof(options.SkewRows): options.SkewRows = 0; break;
            case nameof(options.SkewSample): options.SkewSample = double.NaN; break;
            case nameof(options.IdleTimeout): options.IdleTimeout = TimeSpan.Zero; break;
            case nameof(options.CheckInterval): options.CheckInterval = TimeSpan.Zero; break;
            case nameof(options.MissingNames): options.MissingNames = NamePolicy.Ignore; break;
            case nameof(options.UnknownNames): options.UnknownNames = NamePolicy.AsMissing; break;
        }
        Assert.That(() =>
            new ServedModel(_path, options), Throws.ArgumentException.With.Message.Contains(option).And.Message.Contains("fares"));
    }

    private static string Hash(string path) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));

    private static async Task<Exception> Caught(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception fault)
        {
            return fault;
        }
        throw new AssertionException("Nothing was thrown.");
    }

    // Waits for the background work as long as the machine takes.
    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        while (!await isSo()) await Task.Yield();
    }
}
