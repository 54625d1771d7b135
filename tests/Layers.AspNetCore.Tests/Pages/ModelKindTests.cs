namespace Layers.AspNetCore.Tests;

/// <summary>Tests of the pages of all kinds of models: all inputs and outputs.</summary>
internal sealed class ModelKindTests
{
    [Test]
    public async Task EveryKindOfColumn_HasItsField()
    {
        await using var served = await StartAsync(Files.SaveEveryKind);
        var page = await PageReader.GetAsync(served.Web, "/");
        Assert.Multiple(() =>
        {
            Assert.That(page.Control("window").Name.LocalName, Is.EqualTo("textarea"));
            Assert.That(page.Described("window").Single(), Does.StartWith("3 numbers with spaces between them or each on a line"));
            Assert.That(page.Choices("flag"), Is.EqualTo(new[] { "Choose", "true", "false" }));
            Assert.That(page.Choices("code"), Is.EqualTo(new[] { "Choose", "7", "42", "Another value" }));
            Assert.That(page.Choices("city"), Is.EqualTo(new[] { "Missing", "Bergen", "Oslo", "Another value" }));
            Assert.That(page.Control("note").Name.LocalName, Is.EqualTo("textarea"));
        });
        var sent = await PageReader.PostAsync(served.Web, "/", ("window", "1 2\r\n3\r\n"), ("flag", "true"), ("code", "42"),
            ("city", "Oslo"), ("note", "\nan <old> text"));
        Assert.Multiple(() =>
        {
            // The window gives 1 + 2 + 3, the boolean gives 1, and each lookup gives index 2: the second entry after the unknown index.
            Assert.That(sent.Answer.Value, Does.Contain("sum11"));
            Assert.That(sent.Control("window").Value, Is.EqualTo("1 2\n3\n"));
            // A browser drops the first of two line breaks, so the page has one more.
            Assert.That(sent.Control("note").Value, Is.EqualTo("\n\nan <old> text"));
        });
    }

    [TestCase("window", "1 2", "has 2 values for 'window', which takes an array of 3 values")]
    [TestCase("window", "1 2 x", "the text 'x' for 'window'")]
    [TestCase("flag", "maybe", "the text 'maybe' for 'flag', which takes true or false")]
    [TestCase("flag", "", "has no value for 'flag'")]
    [TestCase("code", "4.5", "4.5 for 'code', which takes whole numbers")]
    [TestCase("code", "", "has no value for 'code'")]
    public async Task AValueThatDoesNotFit_IsNamedBesideItsField(string field, string value, string message)
    {
        await using var served = await StartAsync(Files.SaveEveryKind);
        (string Name, string Value)[] right = [("window", "1 2 3"), ("flag", "true"), ("code", "42"), ("city", "Oslo"), ("note", "")];
        var page = await PageReader.PostAsync(served.Web, "/", [.. right.Select(each => each.Name == field ? (field, value) : each)]);
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(page.Described(field)[^1], Does.Contain(message));
        Assert.That(page.All("p").Count(each => ((string?)each.Attribute("id"))?.EndsWith("-error", StringComparison.Ordinal) == true),
            Is.EqualTo(1));
    }

    [Test]
    public async Task AnotherValue_IsTaken_IfNoChoiceIsSelected()
    {
        await using var served = await StartAsync(Files.SaveEveryKind);
        (string, string)[] rest = [("window", "1 2 3"), ("flag", "false"), ("note", "")];
        var page = await PageReader.PostAsync(served.Web, "/",
            [.. rest, ("code", ""), ("code", "5"), ("city", "Oslo"), ("city", "ignored")]);
        Assert.Multiple(() =>
        {
            Assert.That(page.Answer.Value, Does.Contain("sum8"));
            Assert.That(page.Choices("code")[^1], Is.EqualTo("[Another value]"));
            Assert.That(page.Described("code")[^1], Is.EqualTo("△ '5' is not a category that the model knows."));
            Assert.That(page.Choices("city"), Does.Contain("[Oslo]"));
            Assert.That(page.Described("city"), Has.Length.EqualTo(1));
        });
    }

    [Test]
    public async Task FeaturesWithoutNames_AreEnteredTogether()
    {
        await using var served = await StartAsync(Files.SaveNumbers);
        var (_, record) = await served.Web.PostAsync("/model", "[2, 20, 150]");
        var input = (await PageReader.GetAsync(served.Web, "/")).All("label").Single().Value;
        var page = await PageReader.PostAsync(served.Web, "/", (input, "2, 20, 150"));
        var few = await PageReader.PostAsync(served.Web, "/", (input, "2, 20"));
        var none = await PageReader.PostAsync(served.Web, "/", (input, "2 20 150"));
        var far = await PageReader.PostAsync(served.Web, "/", (input, "[2, 20, 1000]"));
        Assert.Multiple(() =>
        {
            Assert.That(page.Answer.Value, Does.Contain(ColumnField.Number((float)record["value"]!)).And.Contain("✓ alike"));
            Assert.That(few.Status, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(few.Described(input)[^1], Does.Contain("has 2 elements").And.Contain("takes 3"));
            Assert.That(none.Described(input)[^1], Does.Contain("as '8, 390, 190'"));
            Assert.That(far.Answer.Value, Does.Contain("feature 2: 100.0 % outside 100 to 300"));
        });
    }

    [Test]
    public async Task SeveralInputsAndOutputs_EachHaveTheirName()
    {
        await using var two = await StartAsync(Files.SaveTwoInputs);
        var page = await PageReader.PostAsync(two.Web, "/", ("square", "[[1, 2], [3, 4]]"), ("pair", "5, 6"));
        Assert.That(page.Answer.Value, Does.Contain("21"));
        await using var outputs = await StartAsync(Files.SaveTwoOutputs);
        var input = (await PageReader.GetAsync(outputs.Web, "/")).All("label").Single().Value;
        var both = await PageReader.PostAsync(outputs.Web, "/", (input, "1, 2"));
        Assert.That(both.Answer.Descendants().Where(element => element.Name.LocalName == "h3").Select(element => element.Value),
            Is.EqualTo(new[] { "price", "tags", "Compared with training" }));
        Assert.That(both.Answer.Value, Does.Contain("has no statistics of the training data"));
    }

    [Test]
    public async Task AModelWithoutNumbers_HasAReport_AndNoForm()
    {
        await using var served = await StartAsync(Files.SaveWords);
        var page = await PageReader.GetAsync(served.Web, "/");
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(page.All("form"), Is.Empty);
        Assert.That(page.ById("try")!.Parent!.Value, Does.Contain("Use the inference protocol for this model."));
        Assert.That(page.ById("graph"), Is.Not.Null);
    }

    [Test]
    public async Task ARange_IsInTheUnitOfTheColumn_OrNotShown()
    {
        await using var served = await StartAsync(path =>
        {
            var space = new FeatureSpace { { "grams", new Rescaling(0.001), new Normalization() } };
            space.Adapt(Table.Of(Column.Number("grams", [1000, 2000, 3000])));
            using var model = new Sequential(seed: 1) { space, new Dense(1) };
            model.Save(path);
        });
        var page = await PageReader.PostAsync(served.Web, "/", ("grams", "9000"));
        Assert.That(page.Described("grams")[0], Does.Not.Contain("in training"));
        Assert.That(page.Answer.Value, Does.Contain("outside 1 to 3"));
    }

    [Test]
    public async Task ATextThatIsSplitIntoWords_HasATextField_AndNoCategories()
    {
        await using var served = await StartAsync(path =>
        {
            var space = new FeatureSpace { { "note", new TextVectorization(outputMode: OutputMode.MultiHot) } };
            space.Adapt(Table.Of(Column.Text("note", ["a red car", "a small bus", "the train"])));
            using var model = new Sequential(seed: 1) { space, new Dense(1) };
            model.Save(path);
        });
        var page = await PageReader.PostAsync(served.Web, "/", ("note", "a red bus\r\nand another train"));
        Assert.That(page.Control("note").Name.LocalName, Is.EqualTo("textarea"));
        Assert.That(page.Control("note").Value, Is.EqualTo("a red bus\nand another train"));
        Assert.That(page.Described("note"), Is.EqualTo(new[] { "A text. May be missing: leave it empty." }));
        Assert.That(page.Answer.Value, Does.Contain("✓ alike"));
    }

    [Test]
    public async Task AMissingValue_DiffersFromTraining_IfNoneWasMissing()
    {
        await using var served = await StartAsync(path =>
        {
            var space = new FeatureSpace { { "x", new Imputation(), new Normalization() }, { "y", new Normalization() } };
            double[] values = [.. Enumerable.Range(0, 100).Select(value => (double)value)];
            space.Adapt(Table.Of(Column.Number("x", values), Column.Number("y", values)));
            using var model = new Sequential(seed: 1) { space, new Dense(1) };
            model.Save(path);
        });
        var page = await PageReader.PostAsync(served.Web, "/", ("x", ""), ("y", "5"));
        Assert.That(page.Described("x")[^1], Is.EqualTo("△ It is missing, and in training 0.0 % of the values were."));
        Assert.That(page.Described("y"), Has.Length.EqualTo(1));
        var refused = await PageReader.PostAsync(served.Web, "/", ("x", "5"), ("y", " "));
        Assert.That(refused.Described("y")[^1], Does.Contain("has no value for 'y', and none was missing when the model learned"));
    }

    [Test]
    public async Task TheOnlyValueOfTraining_IsShown()
    {
        await using var served = await StartAsync(path =>
        {
            var space = new FeatureSpace { { "x", new Normalization() } };
            space.Adapt(Table.Of(Column.Number("x", [0.1, 0.1, 0.1])));
            using var model = new Sequential(seed: 1) { space, new Dense(1) };
            model.Save(path);
        });
        var same = await PageReader.PostAsync(served.Web, "/", ("x", "0.1"));
        var other = await PageReader.PostAsync(served.Web, "/", ("x", "0.2"));
        Assert.That(same.Described("x"), Is.EqualTo(new[] { "A number. Always 0.1 in training." }));
        Assert.That(same.Answer.Value, Does.Contain("✓ alike"));
        Assert.That(other.Described("x")[^1], Is.EqualTo("△ 0.2 is new: training had only 0.1."));
    }

    [Test]
    public async Task NamesOfAModel_AreEscaped()
    {
        const string Hostile = "<img src=x onerror=alert(1)>\"'&";
        await using var served = await StartAsync(path =>
        {
            var space = new FeatureSpace { { Hostile, new Normalization() } };
            space.Adapt(Table.Of(Column.Number(Hostile, [1, 2, 3])));
            using var model = new Sequential(seed: 1) { space, new Dense(2, Activation.Softmax) };
            model.SetClasses([Hostile, "b"]);
            model.Save(path);
        });
        var page = await PageReader.PostAsync(served.Web, "/", (Hostile, "2"));
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(page.Text, Does.Not.Contain("<img"));
        Assert.That(page.AnswerRows.Select(row => row[0]), Does.Contain(Hostile));
    }

    private static async Task<Served> StartAsync(Action<string> save)
    {
        var folder = new Folder();
        save(folder["model.keras"]);
        return new Served(folder, await Web.StartAsync(app =>
        {
            app.MapModel("/model", folder["model.keras"]);
            app.MapModelPages();
        }));
    }

    private sealed class Served(Folder folder, Web web) : IAsyncDisposable
    {
        public Web Web => web;

        public async ValueTask DisposeAsync()
        {
            await web.DisposeAsync();
            folder.Dispose();
        }
    }
}
