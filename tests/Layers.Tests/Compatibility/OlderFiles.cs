using System.Text;

namespace Layers.Tests;

/// <summary>The section of the page about files of older releases: each file is loaded by this library, and <see
/// cref="OldFileInteropTests"/> tries each with Keras itself.</summary>
internal static class OlderFiles
{
    public static string Text()
    {
        var text = new StringBuilder();
        text.Append("""

            ## Files of older releases

            Layers recognizes a file by its content, not by its name. `Model.LoadReport` lists the Keras release that wrote the file, what was
            left out with the reason, and what saving will change. `Save` writes a file that Keras 3.3 to 3.15 opens, with the same predictions
            and the state of the optimizer. A file of Keras 2.12 is read as a file of Keras 2.13.

            | written by | as | opens here | opens in Keras 3.3 to 3.15 |
            |---|---|---|---|

            """);
        foreach (var same in OldFile.All.GroupBy(file => (file.Release, Form: Form(file))))
            text.Append($"| Keras {same.Key.Release} | {same.Key.Form} | {same.Count(Opens)} of {same.Count()} models | none |\n");
        text.Append("""

            - The optimizer continues with its state from the file. State that does not certainly match the model's weights is left out, and the
              report says so: the state of optimizers before Keras 2.11, and of `Nadam`, part of which no file of Keras 2 has. Archives have no
              state of `keras.optimizers.legacy`.
            - Keras 2.15 on Linux cannot open an archive that was saved on Windows, because the path of a weight's groups is one name with
              backslashes. Layers opens it.
            - `time_major: true` of a recurrent layer and `ragged: true` of an input are refused by name: Keras 3 has neither. The report names
              other settings that no longer exist.
            - HDF5 files of Keras 1 are refused. Keras 2 opens them and can save them again.
            - Keras on PyTorch writes an optimizer under a module of its own, which Keras on JAX does not find. Layers reads it as the optimizer
              of its class, and saves it under the module that all backends have.
            - Archives with `model.weights.npz`: Layers opens plain arrays, which no Keras release writes. Keras writes pickled arrays, which
              Layers refuses, as Keras 3.12 and later do.
            - A `noise_shape` of `Dropout` that is not a list is left out, and the report says so. Keras 3.15.1 refuses the file.

            """);
        return text.ToString();
    }

    private static string Form(OldFile file) =>
        file.IsHdf5 ? "HDF5 under the name `.keras`" : $"archive of {(file.IsFromWindows ? "Windows" : "Linux")}";

    private static bool Opens(OldFile file)
    {
        try
        {
            using var model = Model.Load(file.Path);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
