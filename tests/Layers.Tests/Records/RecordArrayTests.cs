using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Layers.Tests;

/// <summary>Arrays of records are read in one pass, and a fault in one of them has the message of a second, exact pass.</summary>
public sealed class RecordArrayTests
{
    private static readonly Model s_model = RecordModels.Species();
    private static readonly RecordPlan s_plan = RecordPlan.Of(s_model);

    [TestCase("[]", 0)]
    [TestCase("""[{"Year": 2008, "Island": "{Dream} {", "Mass (g)": 1}]""", 1)]
    [TestCase("""[{"Year": 2008, "Island": "}", "Mass (g)": 1}, {"Year": 2007, "Island": "{", "Mass (g)": 2}]""", 2)]
    public void BracesInTexts_AreNoRecords(string json, int count)
    {
        var rows = RecordJson.ReadMany(Encoding.UTF8.GetBytes(json), s_plan, null);
        Assert.That(rows.Count, Is.EqualTo(count));
        Assert.That(rows.Tensors.Select(tensor => tensor.Shape[0].Size), Is.All.EqualTo(count));
    }

    [Test]
    public void BracesInTexts_DoNotCountAsTooManyRecords()
    {
        const string Two = """[{"Year": 2008, "Island": "{{{", "Mass (g)": 1}, {"Year": 2007, "Island": "a", "Mass (g)": 2}]""";
        var utf8 = Encoding.UTF8.GetBytes(Two);
        Assert.That(RecordJson.ReadMany(utf8, s_plan, null, most: 2, count => new InvalidOperationException($"{count}")).Count,
            Is.EqualTo(2));
        Assert.That(() => RecordJson.ReadMany(utf8, s_plan, null, most: 1, count => new InvalidOperationException($"{count}")),
            Throws.InvalidOperationException.With.Message.EqualTo("2"));
    }

    [TestCase("""[{"Year": 2008, "Island": 7, "Mass (g)": 1}]""", "the record has the number 7 for 'Island'")]
    [TestCase("""[{"Year": 2008, "Island": 7, "Mass (g)": 1}, {"Year": "{"}]""", "record 0 (the first is 0) has the number 7 for 'Island'")]
    [TestCase("""[{"Year": 2008, "Island": 7, "Mass (g)": 1}, {"Year":""", "not valid JSON")]
    [TestCase("""[{"Year": 2008, "Island": "Dream", "Mass (g)": 1}] x""", "not valid JSON")]
    [TestCase("""{"Year": 2008, "Island": "Dream", "Mass (g)": 1}""", "must be a JSON array of objects. Received an object")]
    public void AFault_IsNamedWithTheExactNumberOfRecords(string json, string message) =>
        Assert.That(() => s_model.PredictJsonArray(json), Throws.TypeOf<RecordException>().With.Message.Contains(message));

    [Test]
    public void AnotherRecord_AllocatesItsPlaceInTheTensorsAlone()
    {
        var (few, many) = (Array(100), Array(300));
        var row = s_plan.Inputs.Sum(input => input.Shape[1].Size * (input.Type == DType.String ? IntPtr.Size : input.Type.Size()));
        Assert.That((Allocated(many) - Allocated(few)) / 200.0, Is.LessThanOrEqualTo(row));

        static byte[] Array(int count) => Encoding.UTF8.GetBytes($"[{string.Join(", ", Enumerable.Repeat(RecordModels.Json, count))}]");

        static long Allocated(byte[] utf8)
        {
            RecordJson.ReadMany(utf8, s_plan, null);
            var before = GC.GetAllocatedBytesForCurrentThread();
            RecordJson.ReadMany(utf8, s_plan, null);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Test]
    public void ANumber_IsWrittenWithoutAllocating()
    {
        using var model = new Sequential(seed: 1) { new Input(2, name: "x"), new Dense(1) };
        var answer = PredictionShape.Of(model).Read(model.PredictAll([TensorData.Of([1f, 2f], [1, 2])]))[0];
        var outputs = model.Signature.Outputs;
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer);
        Write();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Write();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(Encoding.UTF8.GetString(buffer.WrittenSpan),
            Is.EqualTo($$"""{"value":{{answer.Value.ToString(CultureInfo.InvariantCulture)}}}"""));

        void Write()
        {
            buffer.ResetWrittenCount();
            json.Reset();
            json.WriteStartObject();
            PredictionJson.Write(json, outputs, answer);
            json.WriteEndObject();
            json.Flush();
        }
    }

    [OneTimeTearDown]
    public void Free() => s_model.Dispose();
}
