using System.Data;
using System.Text;
using System.Text.Json;

namespace Layers.Tests;

/// <summary>Records of every kind give the prediction of a table of the same row.</summary>
public sealed class RecordTests
{
    private Sequential _model = null!;
    private float[] _expected = null!;

    [OneTimeSetUp]
    public void Fit()
    {
        _model = RecordModels.Species();
        _expected = _model.Predict(((FeatureSpace)_model.Layers[0]).InputsOf(RecordModels.Row)).Single().Value.ToArray<float>();
    }

    [OneTimeTearDown]
    public void Dispose() => _model.Dispose();

    [Test]
    public void EveryKindOfRecord_GivesTheSame([Values(PredictEngine.Auto, PredictEngine.OnnxRuntime,
        PredictEngine.Rows)] PredictEngine engine)
    {
        _model.Engine = engine;
        var typed = new BirdRecord("Dream", 2008, 3450.5f);
        var parsed = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(RecordModels.Json)!.ToDictionary(pair => pair.Key,
            pair => (object?)pair.Value);
        Assert.Multiple(() =>
        {
            Same(_model.Predict(RecordModels.Record));
            Same(_model.Predict(parsed));
            Same(_model.Predict(typed));
            Same(_model.PredictJson(RecordModels.Json));
            Same(_model.PredictJson(Encoding.UTF8.GetBytes(RecordModels.Json)));
            Same(_model.Predict(RecordModels.Row).Single());
            foreach (var one in _model.Predict([typed, typed])) Same(one);
            foreach (var one in _model.PredictJsonArray($"[{RecordModels.Json}, {RecordModels.Json}, {RecordModels.Json}]")) Same(one);
            using var reader = Reader();
            Assert.That(_model.Predict(reader, batchSize: 2).Select(one => one.Values.ToArray()),
                Is.EqualTo(Enumerable.Repeat(_expected, 3)).Using<float[]>((a, b) => a.Zip(b)
                .All(pair => Math.Abs(pair.First - pair.Second) < 1e-6f)));
        });
        _model.Engine = PredictEngine.Auto;

        void Same(Prediction one) => Assert.That(one.Values.ToArray(), Is.EqualTo(_expected).Within(1e-6f));
    }

    [Test]
    public void AMissingValue_IsNull_OrNaN_OrDBNull()
    {
        var expected = _model.Predict(Table.Of(Column.Number("Mass (g)", double.NaN), Column.Text("Island", (string?)null),
            Column.Integer("Year", 2008L))).Single().Values.ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(_model.PredictJson("""{"Year": 2008, "Island": null, "Mass (g)": null}""").Values.ToArray(), Is.EqualTo(expected));
            Assert.That(_model.Predict(new Dictionary<string, object?>
            {
                ["Year"] = 2008L,
                ["Island"] = DBNull.Value,
                ["Mass (g)"] = double.NaN
            }).Values.ToArray(), Is.EqualTo(expected));
            Assert.That(_model.Predict(new BirdRecord(null, 2008, null)).Values.ToArray(), Is.EqualTo(expected));
            Assert.That(_model.PredictJson("""{"Year": 2008}""",
                new PredictOptions { MissingNames = NamePolicy.AsMissing }).Values.ToArray(), Is.EqualTo(expected));
        });
    }

    [TestCase("""{"Year": 2008, "Island": "Dream"}""", "Mass (g)", "has no 'Mass (g)'")]
    [TestCase("""{"Year": 2008, "Island": "Dream", "Mass (g)": 1, "Sex": "f"}""", "Sex", "has 'Sex', which the model does not take")]
    [TestCase("""{"Year": 2008, "island": "Dream", "Mass (g)": 1}""", "island", "Did you mean 'Island'?")]
    [TestCase("""{"Year": 2008, "Island": 7, "Mass (g)": 1}""", "Island", "has the number 7 for 'Island', which takes a text")]
    [TestCase("""{"Year": 2008, "Island": true, "Mass (g)": 1}""", "Island", "has true for 'Island'")]
    [TestCase("""{"Year": 2008, "Island": "Dream", "Mass (g)": "heavy"}""", "Mass (g)",
        "has the text 'heavy' for 'Mass (g)', which takes a number")]
    [TestCase("""{"Year": 2008, "Island": "Dream", "Mass (g)": [1, 2]}""", "Mass (g)", "an array for 'Mass (g)'")]
    [TestCase("""{"Year": 2008, "Island": {"a": 1}, "Mass (g)": 1}""", "Island", "an object for 'Island'")]
    [TestCase("""{"Year": 2008, "Island": "Dream", "Mass (g)": 1e99}""", "Mass (g)", "which is out of the range of float32")]
    [TestCase("""{"Year": 2008, "Island": "Dream", "Mass (g)": 1e999}""", "Mass (g)", "out of the range of float32")]
    [TestCase("""{"Year": 2008, "Year": 2009, "Island": "Dream", "Mass (g)": 1}""", "Year", "has 'Year' twice")]
    [TestCase("""{"Year": null, "Island": "Dream", "Mass (g)": 1}""", "Year", "none was missing when the model learned")]
    [TestCase("""[{"Year": 2008}]""", null, "Received an array")]
    [TestCase("7", null, "Received a number")]
    [TestCase("null", null, "Received null")]
    [TestCase("", null, "not valid JSON")]
    [TestCase("""{"Year": 2008, """, null, "not valid JSON")]
    [TestCase("""{"Year": 2008, "Island": "Dream", "Mass (g)": 1} {}""", null, "not valid JSON")]
    public void ARecordThatDoesNotFit_IsRefused(string json, string? column, string message)
    {
        var fault = Assert.Throws<RecordException>(() => _model.PredictJson(json))!;
        Assert.Multiple(() =>
        {
            Assert.That(fault.Column, Is.EqualTo(column));
            Assert.That(fault.Message, Does.Contain(message));
            // The next record is not affected.
            Assert.That(_model.PredictJson(RecordModels.Json).Values.ToArray(), Is.EqualTo(_expected).Within(1e-6f));
        });
    }

    [Test]
    public void ADictionaryThatDoesNotFit_IsRefused()
    {
        var record = RecordModels.Record;
        record["Masss (g)"] = 1;
        Assert.That(() => _model.Predict(record), Throws.TypeOf<RecordException>().With.Message.Contains("Did you mean 'Mass (g)'?"));
        Assert.That(_model.Predict(record, new PredictOptions { UnknownNames = NamePolicy.Ignore }).Values.ToArray(),
            Is.EqualTo(_expected).Within(1e-6f));
        record = RecordModels.Record;
        record["Island"] = new object();
        Assert.That(() => _model.Predict(record), Throws.TypeOf<RecordException>().With.Message.Contains("System.Object for 'Island'"));
        record["Island"] = new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Local);
        Assert.That(() => _model.Predict(record), Throws.TypeOf<RecordException>().With.Message.Contains("Local"));
    }

    [Test]
    public void AnArrayOfRecords_SaysWhichOneDoesNotFit() =>
        Assert.That(() => _model.PredictJsonArray($$"""[{{RecordModels.Json}}, {"Year": 2008, "Island": 1, "Mass (g)": 1}]"""),
            Throws.TypeOf<RecordException>().With.Message.Contains("record 1 (the first is 0)"));

    [Test]
    public void NoRecords_GiveNoPredictions()
    {
        Assert.Multiple(() =>
        {
            Assert.That(_model.PredictJsonArray("[]"), Is.Empty);
            Assert.That(_model.Predict(Array.Empty<BirdRecord>()), Is.Empty);
            Assert.That(() => _model.PredictJsonArray(RecordModels.Json),
                Throws.TypeOf<RecordException>().With.Message.Contains("Received an object"));
        });
    }

    [Test]
    public void AModelThatChanges_PredictsAsItIsNow()
    {
        using var model = RecordModels.Species();
        var before = model.PredictJson(RecordModels.Json).Values.ToArray();
        model.Fit(RecordModels.Birds, "Species", epochs: 3);
        var after = model.PredictJson(RecordModels.Json).Values.ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(after, Is.Not.EqualTo(before));
            Assert.That(after, Is.EqualTo(model.Predict(RecordModels.Row).Single().Values.ToArray()).Within(1e-6f));
        });
    }

    // The only allocation is the answer, an array of three numbers: 24 bytes and its header.
    [Test]
    public void ARecord_AllocatesItsAnswerAlone()
    {
        var (utf8, record, typed) = (Encoding.UTF8.GetBytes(RecordModels.Json), RecordModels.Record,
            new BirdRecord("Dream", 2008, 3450.5f));
        Assert.Multiple(() =>
        {
            Assert.That(Allocated(() => _model.PredictJson(utf8)), Is.LessThanOrEqualTo(40));
            Assert.That(Allocated(() => _model.PredictJson(RecordModels.Json)), Is.LessThanOrEqualTo(40));
            Assert.That(Allocated(() => _model.Predict(record)), Is.LessThanOrEqualTo(40));
            Assert.That(Allocated(() => _model.Predict(typed)), Is.LessThanOrEqualTo(40));
        });

        static long Allocated(Func<Prediction> predict)
        {
            const int Times = 100;
            for (var i = 0; i < Times; i++) _ = predict();
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Times; i++) _ = predict();
            return (GC.GetAllocatedBytesForCurrentThread() - before) / Times;
        }
    }

    [Test]
    public void TheEngine_IsTheOneThatTheModelHasNow()
    {
        var plan = RecordPlan.Of(_model);
        Assert.That(Bound(PredictEngine.Auto), Is.True);
        Assert.That(Bound(PredictEngine.OnnxRuntime), Is.False);
        Assert.That(Bound(PredictEngine.Rows), Is.True);
        _model.Engine = PredictEngine.Auto;

        bool Bound(PredictEngine engine)
        {
            _model.Engine = engine;
            _ = _model.PredictJson(RecordModels.Json);
            var row = plan.TakeRow(_model);
            RecordPlan.GiveBack(row);
            return row.Bound is not null;
        }
    }

    [Test]
    public void ManyThreads_PredictAtOnce()
    {
        Parallel.For(0, 200, i => Assert.That(_model.PredictJson(RecordModels.Json).Values.ToArray(), Is.EqualTo(_expected).Within(1e-6f),
            $"{i}"));
    }

    [Test]
    public void AModelOfAMatrix_TakesRecords_WhereItsFeaturesHaveNames()
    {
        var normalization = new Normalization();
        var rows = (Table)RecordModels.Birds.Select("Year", "Mass (g)");
        normalization.MissingValues = MissingValues.Ignore;
        normalization.Adapt(rows);
        using var model = new Sequential { new Input(2), normalization };
        var expected = model.Predict(new[,] { { 2008f, 3450.5f } });
        Assert.Multiple(() =>
        {
            Assert.That(model.PredictJson("""{"Mass (g)": 3450.5, "Year": 2008}""").Values.ToArray(),
                Is.EqualTo(expected.Cast<float>()).Within(1e-6f));
            Assert.That(model.Predict(RecordModels.Row).Single().Values.ToArray(), Is.EqualTo(expected.Cast<float>()).Within(1e-6f));
            Assert.That(model.Signature.Inputs.Select(column => column.Name), Is.EqualTo(new[] { "Year", "Mass (g)" }));
        });
    }

    [TestCase(DType.Float32)]
    [TestCase(DType.Float64)]
    [TestCase(DType.Float16)]
    [TestCase(DType.BFloat16)]
    [TestCase(DType.Int64)]
    [TestCase(DType.Int32)]
    [TestCase(DType.Int16)]
    [TestCase(DType.Int8)]
    [TestCase(DType.UInt8)]
    [TestCase(DType.UInt16)]
    [TestCase(DType.UInt32)]
    [TestCase(DType.UInt64)]
    public void AnInputOfAnyType_TakesNumbers_AndRefusesThoseBeyondIt(DType type)
    {
        var (a, b) = (new Input([1], type, name: "a"), new Input([1], name: "b"));
        using var model = new Functional([a, b], [new Add().Apply(new Rescaling(2).Apply(a), b)]);
        Assert.Multiple(() =>
        {
            Assert.That(model.PredictJson("""{"b": 1, "a": 3}""").Value, Is.EqualTo(7));
            Assert.That(model.Predict(new Dictionary<string, object?> { ["a"] = 3.0, ["b"] = 1m }).Value, Is.EqualTo(7));
            Assert.That(() => model.PredictJson("""{"b": 1, "a": 1e40}"""),
                type == DType.Float64 ? Throws.Nothing : Throws.TypeOf<RecordException>().With.Message.Contains("for 'a'"));
            if (!type.IsFloat())
                Assert.That(() => model.PredictJson("""{"b": 1, "a": 2.5}"""),
                    Throws.TypeOf<RecordException>().With.Message.Contains("whole numbers"));
        });
    }

    [Test]
    public void AModelWithoutNames_HasTheRemedy()
    {
        using var model = new Sequential { new Input(2), new Dense(1) };
        Assert.That(() => model.PredictJson("{}"), Throws.InvalidOperationException.With.Message.Contains("features have no names"));
    }

    [Test]
    public void ARecordType_WritesAsManyValuesAsItHasColumns()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => _model.Predict(new Writing(3, 2)), Throws.TypeOf<RecordException>().With.Message.Contains("wrote 2 values"));
            Assert.That(() => _model.Predict(new Writing(3, 4)),
                Throws.TypeOf<RecordException>().With.Message.Contains("more values than its 3 columns"));
        });
    }

    private static DataTableReader Reader()
    {
        var table = new DataTable();
        table.Columns.Add("Remark", typeof(string));
        table.Columns.Add("Mass (g)", typeof(double));
        table.Columns.Add("Year", typeof(int));
        table.Columns.Add("Island", typeof(string));
        for (var i = 0; i < 3; i++) table.Rows.Add("x", 3450.5, 2008, "Dream");
        return table.CreateDataReader();
    }

    private sealed class Writing(int columns, int values) : IFeatures
    {
        private static readonly string[] s_names = ["Year", "Mass (g)", "Island"];

        public IReadOnlyList<string> Columns => s_names[..columns];

        public void Write(ref FeatureWriter row)
        {
            for (var i = 0; i < values; i++)
                if (i == 2) row.Write("Dream");
                else row.Write(2008);
        }
    }
}
