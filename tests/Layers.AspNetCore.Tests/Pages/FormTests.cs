namespace Layers.AspNetCore.Tests;

/// <summary>Tests of the form of a model and its answer.</summary>
internal sealed class FormTests
{
    private static readonly (string, string)[] s_bird = [("Island", "Dream"), ("Sex", ""), ("Body Mass (g)", "3350")];

    private readonly Folder _folder = new();
    private Web _web = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        Files.SavePenguins(_folder["penguins.keras"]);
        _web = await Web.StartAsync(app =>
        {
            app.MapModel("/penguins", _folder["penguins.keras"]);
            app.MapModelPages();
        });
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _web.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task EachColumn_HasAField_WithWhatTheModelKnowsOfIt()
    {
        var page = await PageReader.GetAsync(_web, "/");
        Assert.Multiple(() =>
        {
            Assert.That(page.All("label").Select(label => label.Value), Is.EqualTo(new[] { "Body Mass (g)", "Island", "Sex" }));
            Assert.That(page.Choices("Island"), Is.EqualTo(new[] { "Choose", "Biscoe", "Dream", "Torgersen" }));
            Assert.That(page.Described("Island").Single(), Is.EqualTo("One of 3."));
            Assert.That((string?)page.Control("Island").Attribute("required"), Is.EqualTo("required"));
            Assert.That(page.Choices("Sex"), Is.EqualTo(new[] { "Missing", "FEMALE", "MALE", "Another value" }));
            Assert.That(page.Control("Sex").Attribute("required"), Is.Null);
            Assert.That(page.Described("Sex").Single(), Does.Contain("taken as unknown").And.Contain("May be missing"));
            var mass = page.Control("Body Mass (g)");
            Assert.That(((string?)mass.Attribute("inputmode"), (string?)mass.Attribute("value")), Is.EqualTo(("decimal", "")));
            Assert.That(page.Described("Body Mass (g)").Single(),
                Is.EqualTo("A number. From 3003 to 5059 in training. May be missing: leave it empty."));
            Assert.That(page.ById("answer"), Is.Null);
            Assert.That(page.Title, Is.EqualTo("penguins"));
        });
    }

    [Test]
    public async Task AForm_IsPredictedLikeTheRecord_AndKeepsItsValues()
    {
        var (response, record) = await _web.PostAsync("/penguins", Files.Bird);
        var page = await PageReader.PostAsync(_web, "/", s_bird);
        var probabilities = record["probabilities"]!.AsObject().OrderByDescending(each => (float)each.Value!)
            .Select(each => new[] { each.Key, Figures.Share((float)each.Value!) });
        Assert.Multiple(() =>
        {
            Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(page.Answer.Value, Does.Contain($"{record["label"]} {Figures.Share((float)record["probability"]!)}"));
            Assert.That(page.AnswerRows, Is.EqualTo(probabilities));
            Assert.That(page.Answer.Value, Does.Contain("✓ alike"));
            Assert.That(page.Choices("Island"), Does.Contain("[Dream]"));
            Assert.That((string?)page.Control("Body Mass (g)").Attribute("value"), Is.EqualTo("3350"));
            Assert.That(page.Title, Is.EqualTo("Prediction: penguins"));
            Assert.That(page.Response.Headers.GetValues(ModelEndpoints.VersionHeader),
                Is.EqualTo(response.Headers.GetValues(ModelEndpoints.VersionHeader)));
        });
    }

    [Test]
    public async Task ThePage_ReturnsToTheAnswer()
    {
        var page = await PageReader.GetAsync(_web, "/");
        Assert.That((string?)page.All("form").Single().Attribute("action"), Is.EqualTo("/#answer"));
    }

    [Test]
    public async Task AnAddress_HasTheSamePrediction()
    {
        var sent = await PageReader.PostAsync(_web, "/", ("Island", "Dream"), ("Sex", "a+b & c=d%20é"), ("Body Mass (g)", "3350"));
        var link = (string)sent.Answer.Descendants().Single(element => (string?)element.Attribute("href") is ['/', ..]).Attribute("href")!;
        var page = await PageReader.GetAsync(_web, link);
        Assert.That(page.AnswerRows, Is.EqualTo(sent.AnswerRows));
        Assert.That(page.Choices("Sex")[^1], Is.EqualTo("[Another value]"));
        Assert.That((string?)page.All("input").Single(input => (string?)input.Attribute("name") == "Sex").Attribute("value"),
            Is.EqualTo("a+b & c=d%20é"));
    }

    [Test]
    public async Task ADifferenceFromTraining_IsShownBesideItsField_AndIsPredicted()
    {
        var page = await PageReader.PostAsync(_web, "/", ("Island", "Dream"), ("Sex", "OTHER"), ("Body Mass (g)", "9000"));
        Assert.Multiple(() =>
        {
            Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(page.AnswerRows, Has.Length.EqualTo(3));
            Assert.That(page.Described("Body Mass (g)")[^1], Is.EqualTo("△ 9000 is outside the range of training, 3003 to 5059."));
            Assert.That(page.Described("Sex")[^1], Is.EqualTo("△ 'OTHER' was not among the values of training."));
            Assert.That(page.Described("Island"), Has.Length.EqualTo(1));
            Assert.That(page.Answer.Value, Does.Contain("△ 2 values unlike training").And.Contain("Body Mass (g): 9000"));
            Assert.That(page.Control("Body Mass (g)").Attribute("aria-invalid"), Is.Null);
        });
    }

    [TestCase("3003")]
    [TestCase("5059")]
    public async Task TheEndsOfTheRange_AreNoDifference(string mass)
    {
        var page = await PageReader.PostAsync(_web, "/", ("Island", "Dream"), ("Sex", "MALE"), ("Body Mass (g)", mass));
        Assert.That(page.Answer.Value, Does.Contain("✓ alike"));
    }

    [Test]
    public async Task EveryError_IsShownBesideItsField_AndNothingIsPredicted()
    {
        var page = await PageReader.PostAsync(_web, "/", ("Island", "Hoth"), ("Sex", ""), ("Body Mass (g)", "3,5"));
        Assert.Multiple(() =>
        {
            Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(page.Described("Body Mass (g)")[^1],
                Is.EqualTo("✗ The record has the text '3,5' for 'Body Mass (g)', which takes a number."));
            Assert.That(page.Described("Island")[^1], Does.Contain("The model does not take 'Hoth' as a category of 'Island'"));
            Assert.That((string?)page.Control("Island").Attribute("aria-invalid"), Is.EqualTo("true"));
            Assert.That((string?)page.Control("Body Mass (g)").Attribute("aria-invalid"), Is.EqualTo("true"));
            Assert.That(page.Control("Sex").Attribute("aria-invalid"), Is.Null);
            Assert.That((string?)page.Control("Body Mass (g)").Attribute("value"), Is.EqualTo("3,5"));
            Assert.That(page.AnswerRows, Is.Empty);
            Assert.That(page.Title, Is.EqualTo("Error: penguins"));
        });
    }

    [TestCase("Island=&Sex=MALE&Body+Mass+(g)=1", "Island", "The model does not take a missing value as a category")]
    [TestCase("Sex=MALE&Body+Mass+(g)=1", "Island", "has no 'Island'")]
    [TestCase("Island=Dream&Sex=MALE&Body+Mass+(g)=1e99", "Body Mass (g)", "which is out of the range of float32")]
    public async Task AnErrorOfAColumn_IsNamed(string query, string field, string message)
    {
        var page = await PageReader.GetAsync(_web, $"/?{query}");
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(page.Described(field)[^1], Does.Contain(message));
    }

    [Test]
    public async Task AnUnknownName_IsRefused_WithTheNearest()
    {
        var page = await PageReader.PostAsync(_web, "/", [.. s_bird, ("sex", "MALE")]);
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(page.Answer.Value, Does.Contain("has 'sex', which the model does not take. Did you mean 'Sex'?"));
    }

    [Test]
    public async Task AnEnteredValue_IsEscaped()
    {
        const string Hostile = "<script>alert('x')</script>\"&<b>";
        var page = await PageReader.PostAsync(_web, "/", ("Island", Hostile), ("Sex", Hostile), ("Body Mass (g)", Hostile), (Hostile, ""));
        Assert.Multiple(() =>
        {
            Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(page.Text, Does.Not.Contain("<script").And.Not.Contain("<b>"));
            Assert.That((string?)page.Control("Body Mass (g)").Attribute("value"), Is.EqualTo(Hostile));
            Assert.That(page.Described("Island")[^1], Does.Contain(Hostile));
        });
    }

    [Test]
    public async Task RowsOfForms_AreNotSampled()
    {
        using var folder = new Folder();
        Files.SavePenguins(folder["penguins.keras"]);
        await using var web = await Web.StartAsync(app =>
        {
            app.MapModel("/penguins", folder["penguins.keras"]);
            app.MapModelPages();
        }, builder => builder.Services.AddModel(folder["penguins.keras"], options => (options.SkewSample, options.SkewRows) = (1, 2)));
        var reported = new TaskCompletionSource<SkewReport>();
        web.Services.GetRequiredService<ServedModel>().SkewReported += (_, report) => reported.TrySetResult(report);
        await PageReader.PostAsync(web, "/", ("Island", "Dream"), ("Sex", "MALE"), ("Body Mass (g)", "99999"));
        await web.PostAsync("/penguins", Files.Bird);
        await web.PostAsync("/penguins", Files.Bird);
        var report = await reported.Task;
        Assert.That((report.Rows, report.Features.Any(feature => feature.OutOfRangeShare > 0)), Is.EqualTo((2, false)));
    }
}
