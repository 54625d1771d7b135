using System.Globalization;
using Layers;
using Layers.Graphs;

// "stress SECONDS": threads predict while others train, adapt, load and dispose. The exit code is 0 on success.
if (args is ["stress", var seconds])
{
    using var stress = new Stress();
    return stress.Run(double.Parse(seconds, CultureInfo.InvariantCulture));
}

// "onnx-faults": runs that ONNX Runtime refuses.
if (args is ["onnx-faults"]) return OnnxFaults.Run();

// "managed PATH": loads a model and predicts without native code.
if (args is ["managed", var path]) return ManagedOnly.Run(path);

// "tensorflow-stress FOLDER SECONDS" and "tensorflow-loads FOLDER TIMES": SavedModels in TensorFlow's library.
if (args is ["tensorflow-stress", var folder, var time])
    return TensorFlowStress.Predict(folder, double.Parse(time, CultureInfo.InvariantCulture));
if (args is ["tensorflow-loads", var written, var times])
    return TensorFlowStress.Load(written, int.Parse(times, CultureInfo.InvariantCulture));

// "tensorflow-open FOLDER": opens a SavedModel and lists its contents, or writes why it cannot be opened.
if (args is ["tensorflow-open", var saved]) return TensorFlowStress.Open(saved);

// Without arguments, the process predicts with the files that its input names, and has no other data. An input line has a model's path, the
// input's type and sizes, and its bytes in base 64, separated by tabs. An output line has the type, sizes and bytes of the prediction, or
// "error" and the reason.
while (Console.ReadLine() is { } line)
{
    try
    {
        var parts = line.Split('\t');
        var input = TensorLines.Read(parts.AsSpan(1));
        using var model = Model.Load(parts[0]);
        Console.WriteLine(TensorLines.Write(model.Predict(input)));
    }
    catch (Exception e)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"error\t{e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}"));
    }
}
return 0;
