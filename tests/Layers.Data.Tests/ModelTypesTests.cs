namespace Layers.Data.Tests;

/// <summary>A model reads a file with the types of its own columns: digits that are categories, and numbers that look like texts.</summary>
public sealed class ModelTypesTests
{
    private static readonly Dictionary<string, ColumnType> s_types = new() { ["zip"] = ColumnType.Text, ["fare"] = ColumnType.Number };

    private Folder _folder = null!;
    private Sequential _model = null!;

    [OneTimeSetUp]
    public void Train()
    {
        _folder = new Folder();
        var rows = Read(_folder.Write("training.csv", Csv(row => $"{row % 7 * 0.5 + 1}")));
        var space = new FeatureSpace { { ["fare"], new Normalization() }, Feature.StringCategorical("zip") };
        space.Adapt(rows);
        _model = new Sequential(seed: 1) { space, new Dense(1) };
        _model.Compile(new Adam(), Loss.MeanSquaredError);
        _model.Fit(rows, "paid");
    }

    [OneTimeTearDown]
    public void Remove()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    // Whole numbers, no values, and values with fractions after rows of whole numbers.
    private static IEnumerable<TestCaseData> Files()
    {
        foreach (var (name, fare) in new (string, Func<int, string>)[]
            { ("whole", row => $"{row % 4 + 1}"), ("empty", _ => ""), ("fractions", row => row < 150 ? $"{row % 4 + 1}" : "1.5") })
        {
            yield return new TestCaseData(name + ".csv", Csv(fare)).SetArgDisplayNames(name, "CSV");
            yield return new TestCaseData(name + ".jsonl", JsonLines(fare)).SetArgDisplayNames(name, "JSON lines");
        }
    }

    [TestCaseSource(nameof(Files))]
    public void Columns_HaveTheTypesOfTheModel(string name, string text)
    {
        var path = _folder.Write(name, text);
        var (source, typed) = (Source(path), Read(path));
        var expected = _model.Check(typed);
        Assert.Multiple(() =>
        {
            Assert.That(_model.Check(source).ToString(), Is.EqualTo(expected.ToString()));
            Assert.That(expected.Features.Single(feature => feature.Name == "zip").Verdict, Is.EqualTo(SkewVerdict.Alike));
            Assert.That(_model.Predict(source).Select(each => each.Value), Is.EqualTo(_model.Predict(typed).Select(each => each.Value)));
            Assert.That(_model.Report(source).ToMarkdown(), Is.EqualTo(_model.Report(typed).ToMarkdown()));
            Assert.That(source.Select("zip").Types, Is.EqualTo(new[] { ColumnType.Integer }), "the source itself infers");
        });
    }

    [Test]
    public void SelectedColumns_HaveTheTypesOfTheModel()
    {
        var path = _folder.Write("selected.csv", Csv(_ => ""));
        var selected = Source(path).Select("zip", "fare").WithTypes(s_types);
        Assert.Multiple(() =>
        {
            Assert.That(selected.Columns, Is.EqualTo(new[] { "zip", "fare" }));
            Assert.That(selected.Types, Is.EqualTo(new[] { ColumnType.Text, ColumnType.Number }));
            Assert.That(_model.Check(Source(path).Select("zip", "fare")).ToString(), Is.EqualTo(_model.Check(Read(path)).ToString()));
        });
    }

    [Test]
    public void Evaluate_ReadsTheTypesOfTheModel()
    {
        var path = _folder.Write("labels.csv", Csv(row => $"{row % 4 + 1}"));
        Assert.That(_model.Evaluate(Source(path))["loss"], Is.EqualTo(_model.Evaluate(Read(path))["loss"]));
    }

    [Test]
    public void TypesThatAreGiven_Stay()
    {
        var path = _folder.Write("given.csv", Csv(row => $"{row}"));
        var given = DataFile.Csv(path, new CsvOptions { Types = new Dictionary<string, ColumnType> { ["zip"] = ColumnType.Integer } });
        Assert.Multiple(() =>
        {
            Assert.That(given.WithTypes(s_types).Types, Is.EqualTo(new[] { ColumnType.Number, ColumnType.Integer, ColumnType.Integer }));
            Assert.That(() => _model.Check(given), Throws.ArgumentException.With.Message.Contains("zip"));
        });
    }

    [Test]
    public void TypesThatAreDeclared_Stay()
    {
        var parquet = DataFile.Parquet(_folder.Copy("declared.parquet", "SELECT i AS fare, i AS zip FROM range(5) t(i)"));
        Assert.That(parquet.WithTypes(s_types), Is.SameAs(parquet));
    }

    [Test]
    public void Lists_AreRefused()
    {
        const string Lines = "{\"fare\": [1, 2], \"zip\": \"1\"}\n{\"fare\": [3], \"zip\": \"2\"}\n";
        var file = DataFile.JsonLines(_folder.Write("lists.jsonl", Lines));
        Assert.That(() => _model.Check(file), Throws.TypeOf<RowSourceException>().With.Message.Contains("column 'fare'"));
    }

    [Test]
    public void NamesThatAreNoColumns_AreIgnored()
    {
        var file = DataFile.Csv(_folder.Write("other.csv", "distance\n1\n2\n"));
        Assert.That(file.WithTypes(s_types), Is.SameAs(file));
    }

    [Test]
    public void ATextThatIsNoNumber_IsNamed()
    {
        var path = _folder.Write("words.csv", Csv(row => row == 3 ? "cheap" : $"{row}"));
        Assert.That(() => _model.Check(Source(path)), Throws.TypeOf<RowSourceException>().With.Message.Contains("fare")
            .And.Message.Contains("cheap"));
    }

    private static DataFile Source(string path) => path.EndsWith(".csv", StringComparison.Ordinal) ? DataFile.Csv(path)
        : DataFile.JsonLines(path);

    private static Table Read(string path) => path.EndsWith(".csv", StringComparison.Ordinal)
        ? DataFile.Csv(path, new CsvOptions { Types = s_types }).ToTable()
        : DataFile.JsonLines(path, new JsonLinesOptions { Types = s_types }).ToTable();

    private static string Csv(Func<int, string> fare) =>
        "fare,zip,paid\n"
            + string.Concat(Enumerable.Range(0, 200).Select(row => string.Create(null, $"{fare(row)},{10001 + row % 5},{row % 3}\n")));

    private static string JsonLines(Func<int, string> fare) => string.Concat(Enumerable.Range(0, 200).Select(row =>
        $"{{\"fare\": {(fare(row) is { Length: > 0 } value ? value : "null")}, \"zip\": {10001 + row % 5}, \"paid\": {row % 3}}}\n"));
}
