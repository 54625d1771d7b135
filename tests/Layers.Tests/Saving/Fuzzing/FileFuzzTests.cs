using System.Globalization;
using Layers.Graphs;

namespace Layers.Tests;

/// <summary>With any change, a file opens, or is refused with the documented exception, in bounded memory.</summary>
/// <remarks>The default run has fixed seeds and is short. <c>LAYERS_FUZZ=100000 dotnet test tests/Layers.Tests --filter FileFuzzTests</c>
/// tries that number of files of each kind, with new seeds. <c>LAYERS_FUZZ_SEED=1234</c> sets the first seed.</remarks>
public sealed class FileFuzzTests
{
    private const int Rounds = 150;
    private const long MostMemory = 200_000_000;

    private static TempFolder s_folder = null!;

    private static readonly (string Name, Lazy<byte[]> File)[] s_files =
    [
        ("sequential.keras", Made(Models.Sequential)),
        ("functional.keras", Made(Models.Functional)),
        ("spatial.keras", Made(Models.Spatial)),
        ("scalers.keras", Made(Models.Scalers)),
        ("words.keras", Made(MemoryModels.TwoOutputs, new SaveOptions { HealthRow = HealthRow.OfJson(MemoryModels.Json) })),
        ("several.keras", Fixture("golden/functional/two_inputs_two_outputs.keras")),
        ("nested.keras", Fixture("golden/functional/nested_functional.keras")),
        ("schedule.keras", Fixture("golden/models/optimizer_adam_schedule.keras")),
        ("linux.keras", Fixture("golden/keras2/nested-2.13.1.keras")),
        ("windows.keras", Fixture("golden/keras2/functional-2.13.1-windows.keras")),
        ("hdf5.keras", Fixture("golden/keras2/functional-2.15.0-hdf5.keras")),
        ("npz.keras", Npz()),
        ("keras2.h5", Fixture("legacy/keras2/functional.h5")),
        ("keras3.h5", Fixture("golden/models/mpg_adam.h5")),
        ("keras3.weights.h5", Fixture("golden/models/mpg_adam.weights.h5")),
    ];

    private static IEnumerable<string> Names => s_files.Select(file => file.Name);

    [OneTimeSetUp]
    public void Make() => s_folder = new TempFolder();

    [OneTimeTearDown]
    public void Clean() => s_folder.Dispose();

    [TestCaseSource(nameof(Names))]
    public void AChangedFile_OpensOrIsRefused(string name)
    {
        var whole = s_files.Single(file => file.Name == name).File.Value;
        var (first, rounds) = Plan();
        using var target = name.EndsWith(".weights.h5", StringComparison.Ordinal) ? Model.Load(Golden.At("models/mpg_adam.keras")) : null;
        var refused = 0;
        for (var seed = first; seed < first + rounds; seed++)
        {
            var path = s_folder.At(name);
            File.WriteAllBytes(path, FileMutation.Of(whole, new Random(seed)));
            if (IsRefused(path, target, $"seed {seed.ToString(CultureInfo.InvariantCulture)}")) refused++;
        }
        Assert.That(refused, Is.GreaterThan(rounds / 10).And.LessThanOrEqualTo(rounds));
    }

    private static (int First, int Rounds) Plan()
    {
        if (Environment.GetEnvironmentVariable("LAYERS_FUZZ") is not { Length: > 0 } rounds) return (0, Rounds);
        var seed = Environment.GetEnvironmentVariable("LAYERS_FUZZ_SEED") is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next(1_000_000_000);
        return (seed, int.Parse(rounds, CultureInfo.InvariantCulture));
    }

    private static bool IsRefused(string path, Model? target, string what)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            if (target is null) Model.Load(path).Dispose();
            else target.LoadWeights(path);
            return false;
        }
        catch (InvalidDataException e)
        {
            Assert.That(e.Message, Does.Contain(path), what);
            return true;
        }
        catch (Exception e)
        {
            Assert.Fail($"{what}: {e}");
            throw;
        }
        finally
        {
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(MostMemory), what);
        }
    }

    private static Lazy<byte[]> Fixture(string path) =>
        new(() => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", path)));

    private static Lazy<byte[]> Made(Func<Model> make, SaveOptions? options = null) => new(() =>
    {
        using var model = make();
        model.Save(s_folder.At("made.keras"), options ?? new SaveOptions());
        return File.ReadAllBytes(s_folder.At("made.keras"));
    });

    private static Lazy<byte[]> Npz() => new(() =>
    {
        using var model = new Sequential(seed: 3) { new Input(3), new Dense(4), new Dense(2) };
        return NpzArchive.Of(model);
    });

    private static class Models
    {
        private static readonly float[,] s_rows = { { 1, 2, 3, 4 }, { 2, 1, 0, 7 }, { 5, 5, 5, 6 }, { 0, 1, 0, 1 } };

        public static Model Sequential()
        {
            var model = new Sequential(seed: 3)
            {
                new Input(4), new Normalization(),
                    new Dense(5, Activation.Relu, kernelRegularizer: Regularizer.L2, kernelConstraint: WeightConstraint.MaxNorm),
                new BatchNormalization(), new Dropout(0.2), new Dense(1),
            };
            model.Adapt(s_rows);
            model.Compile(new Adam(), Loss.MeanSquaredError, Metric.MeanAbsoluteError);
            model.Fit(s_rows, new float[,] { { 1 }, { 2 }, { 3 }, { 4 } });
            return model;
        }

        public static Model Functional()
        {
            Input x = new(4, name: "x"), z = new(4, name: "z");
            var shared = new Dense(3, name: "shared");
            var model = new Functional([x, z],
                [new Dense(2, name: "a").Apply(new Concatenate().Apply(shared.Apply(x), shared.Apply(z))),
                new Dense(1, name: "b").Apply(shared.Apply(x))]);
            model.Compile(new Nadam(), Loss.MeanSquaredError);
            return model;
        }

        public static Model Spatial() => new Sequential
        {
            new Input([8, 8, 2]), new Conv2D(3, 3), new UpSampling2D(2, interpolation: Interpolation.Bilinear), new ZeroPadding2D(1),
                new Cropping2D(1), new SeparableConv2D(2, 3),
            new MaxPooling2D(2), new AveragePooling2D(2), new Reshape([4, -1]), new Permute([2, 1]), new Conv1D(2, 1), new UpSampling1D(2),
                new GlobalAveragePooling1D(), new RepeatVector(2), new Flatten(),
        };

        public static Model Scalers()
        {
            var model = new Sequential { new Input(4), new Imputation(), new MinMaxScaling(), new RobustScaling(), new PowerTransform(),
                new QuantileTransform(), new Clipping(-1, 1), new Dense(1) };
            model.Adapt(s_rows);
            return model;
        }
    }
}
