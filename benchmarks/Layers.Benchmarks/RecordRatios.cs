using System.Globalization;
using System.Text;
using DuckDB.NET.Data;
using Layers.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Layers.Benchmarks;

/// <summary>Ratios of predicting a number from a record of ten numbers and three words, and from a million such rows of a Parquet
/// file.</summary>
public static class RecordRatios
{
    private const int Numbers = 10, Words = 3, Rows = 2000, FileRows = 1_000_000, Repeats = 20_000;

    private static readonly string[] s_words = [.. Enumerable.Range(0, 8)
        .Select(i => string.Create(CultureInfo.InvariantCulture, $"word {i}"))];

    public static IEnumerable<Line> All()
    {
        using var folder = new TempFolder();
        var file = folder["record.keras"];
        Save(file);
        using var model = Model.Load(file);
        var utf8 = Encoding.UTF8.GetBytes(Json());
        var record = Dictionary();
        var engine = Engine();
        var house = Row(0, s_words[1], s_words[2], s_words[3]);
        var price = new Price();
        const string peer = "ML.NET `PredictionEngine` from an object";
        var theirs = Contest.Time(Repeats, () => engine.Predict(house, ref price));
        yield return Line.Of(new Contest($"from UTF-8 JSON of {Numbers} numbers and {Words} words to a prediction", peer, "3 or more")
            .Run(15, Contest.Time(Repeats, () => model.PredictJson(utf8)), theirs));
        yield return Line.Of(new Contest("the same from a dictionary", peer, "none")
            .Run(15, Contest.Time(Repeats, () => model.Predict(record)), theirs));
        yield return Allocated("allocated by one of them", () => model.PredictJson(utf8), () => engine.Predict(house, ref price));
        yield return Parquet(model, folder);
    }

    private static Line Parquet(Model model, TempFolder folder)
    {
        var path = folder["records.parquet"];
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        var numbers = string.Join(", ",
            Enumerable.Range(0, Numbers)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"((r * {7919 + i}) % 1000)::FLOAT AS n{i}")));
        var words = string.Join(", ",
            Enumerable.Range(0, Words)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"'word ' || ((r * {31 + i}) % 8) AS s{i}")));
        command.CommandText = string.Create(CultureInfo.InvariantCulture,
            $"COPY (SELECT {numbers}, {words} FROM range({FileRows}) t(r)) TO '{path}' (FORMAT parquet)");
        command.ExecuteNonQuery();
        var ours = Contest.Time(1, () =>
        {
            var sum = 0.0;
            foreach (var one in model.Predict(DataFile.Parquet(path))) sum += one.Value;
        });
        var theirs = Contest.Time(1, () => Read(connection, path));
        return Line.Of(new Contest($"predict {FileRows:N0} such rows from Parquet", "DuckDB reading them into .NET", "none")
            .Run(5, ours, theirs));
    }

    private static void Read(DuckDBConnection connection, string path)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM '{path}'";
        using var reader = command.ExecuteReader();
        var length = 0L;
        while (reader.Read())
        {
            for (var i = 0; i < Numbers; i++) length += (long)reader.GetFloat(i);
            for (var i = 0; i < Words; i++) length += reader.GetString(Numbers + i).Length;
        }
    }

    private static Line Allocated(string work, Action ours, Action theirs) => new(work, "the same", Bytes(ours), Bytes(theirs), "", "none");

    private static string Bytes(Action work)
    {
        work();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) work();
        return string.Create(CultureInfo.InvariantCulture, $"{(GC.GetAllocatedBytesForCurrentThread() - before) / 100} bytes");
    }

    internal static void Save(string file)
    {
        var columns = Enumerable.Range(0, Numbers)
            .Select(i => (Column)Column.Number($"n{i}", [.. Enumerable.Range(0, Rows).Select(row => Number(row, i))])).ToList();
        for (var i = 0; i < Words; i++) columns.Add(Column.Text($"s{i}", [.. Enumerable.Range(0, Rows).Select(row => Word(row, i))]));
        columns.Add(Column.Number("price", [.. Enumerable.Range(0, Rows).Select(row => Number(row, 3) / 100)]));
        var table = Table.Of([.. columns]);
        var space = new FeatureSpace { { [.. Enumerable.Range(0, Numbers).Select(i => $"n{i}")], new global::Layers.Normalization() } };
        for (var i = 0; i < Words; i++) space.Add($"s{i}", new OneHotEncoding());
        space.Adapt(table);
        using var model = new Sequential { space, new Dense(1) };
        model.Compile(new Adam(0.01), Loss.MeanSquaredError);
        model.Fit(table, "price");
        model.Save(file);
    }

    private static PredictionEngine<House, Price> Engine()
    {
        var context = new MLContext(seed: 1);
        var data = context.Data.LoadFromEnumerable(Enumerable.Range(0, Rows)
            .Select(row => Row(row, Word(row, 0), Word(row, 1), Word(row, 2))));
        var pipeline = context.Transforms.Concatenate("N", [.. Enumerable.Range(0, Numbers).Select(i => $"N{i}")])
            .Append(context.Transforms.NormalizeMeanVariance("N", fixZero: false))
            .Append(context.Transforms.Categorical.OneHotEncoding([new("S0"), new("S1"), new("S2")]))
            .Append(context.Transforms.Concatenate("Features", "N", "S0", "S1", "S2"))
            .Append(context.Regression.Trainers.Sdca());
        return context.Model.CreatePredictionEngine<House, Price>(pipeline.Fit(data));
    }

    private static House Row(int row, string s0, string s1, string s2) => new()
    {
        N0 = (float)Number(row, 0),
        N1 = (float)Number(row, 1),
        N2 = (float)Number(row, 2),
        N3 = (float)Number(row, 3),
        N4 = (float)Number(row, 4),
        N5 = (float)Number(row, 5),
        N6 = (float)Number(row, 6),
        N7 = (float)Number(row, 7),
        N8 = (float)Number(row, 8),
        N9 = (float)Number(row, 9),
        S0 = s0,
        S1 = s1,
        S2 = s2,
        Label = (float)Number(row, 3) / 100,
    };

    internal static string Json() =>
        $"{{{string.Join(", ", Enumerable.Range(0, Numbers)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"\"n{i}\": {Number(0, i)}")))}, " +
            $"\"s0\": \"{s_words[1]}\", \"s1\": \"{s_words[2]}\", \"s2\": \"{s_words[3]}\"}}";

    private static Dictionary<string, object?> Dictionary()
    {
        var record = Enumerable.Range(0, Numbers)
            .ToDictionary(i => string.Create(CultureInfo.InvariantCulture, $"n{i}"), object? (i) => Number(0, i));
        for (var i = 0; i < Words; i++) record[string.Create(CultureInfo.InvariantCulture, $"s{i}")] = s_words[i + 1];
        return record;
    }

    private static double Number(int row, int column) => (row * (7919 + column) + 131 * column) % 1000 / 10.0;

    private static string Word(int row, int column) => s_words[row * (31 + 2 * column) % s_words.Length];

    private sealed class House
    {
        public float N0 { get; set; }

        public float N1 { get; set; }

        public float N2 { get; set; }

        public float N3 { get; set; }

        public float N4 { get; set; }

        public float N5 { get; set; }

        public float N6 { get; set; }

        public float N7 { get; set; }

        public float N8 { get; set; }

        public float N9 { get; set; }

        public string S0 { get; set; } = "";

        public string S1 { get; set; } = "";

        public string S2 { get; set; } = "";

        public float Label { get; set; }
    }

    private sealed class Price
    {
        [ColumnName("Score")]
        public float Value { get; set; }
    }
}
