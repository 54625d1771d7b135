namespace Layers.FSharp.Tests

open System
open Layers
open Layers.Graphs
open NUnit.Framework

/// The first lines that a user writes, in F#.
type ShortFormTests() =
    let column = [| 1.0f; 2.0f; 3.0f; 6.0f |]
    let x = Array2D.init 8 4 (fun row feature -> float32 ((row * 3 + feature * 5) % 7) - 3.0f)
    let y = Array2D.init 8 1 (fun row _ -> x[row, 0] - x[row, 2])

    let regression () =
        let model = new Sequential()
        model.Add(new Input(4))
        model.Add(new Dense(1))
        model.Compile(new Sgd(0.01), Loss.MeanSquaredError)
        model

    [<Test>]
    member _.``a flat array is one column``() =
        let flat, table = new Normalization(), new Normalization()
        flat.Adapt column |> ignore
        table.Adapt(Array2D.init 4 1 (fun row _ -> column[row])) |> ignore
        Assert.That(string flat.Mean, Is.EqualTo(string table.Mean))
        use model = new Sequential()
        model.Add(new Normalization())
        model.Add(new Dense(1))
        model.Adapt column |> ignore
        Assert.That(model.Inputs[0].Shape.Rank, Is.EqualTo 2)

    [<Test>]
    member _.``an element, and a matrix``() =
        let data = TensorData.Of x
        Assert.That(data[1, 2], Is.EqualTo(float x[1, 2]))
        Assert.That((data.ToArray2D<float32>() = x), Is.True)

    [<Test>]
    member _.``validation data are rows and labels``() =
        use model = regression ()
        let later = new ValidationData(x, y)
        let history = model.Fit(x, y, validationData = later)
        Assert.That(history["val_loss"].Count, Is.EqualTo 1)
        let again = model.Fit(x, y, validationData = struct (TensorData.Of x, TensorData.Of y))
        Assert.That(again["val_loss"].Count, Is.EqualTo 1)

    [<Test>]
    member _.``one output needs no list and no name``() =
        let wide, deep = new Input(4, name = "wide"), new Input(4, name = "deep")
        let price = Dense(1).Apply(Concatenate().Apply(wide, deep))
        use model = new Functional([| wide; deep |], price)
        model.Compile(new Sgd(0.01), Loss.MeanSquaredError)
        let rows = readOnlyDict [ "wide", TensorData.Of x; "deep", TensorData.Of x ]
        let history = model.Fit(rows, y, epochs = 2, validationData = new ValidationData(rows, TensorData.Of y))
        Assert.That(history["val_loss"].Count, Is.EqualTo 2)
        Assert.That(model.Evaluate(rows, y)["loss"], Is.GreaterThan 0.0)

    [<Test>]
    member _.``warnings, weights and the check of the loss``() =
        use model = new Sequential()
        model.Add(new Input(4))
        model.Add(new Dense(3))
        model.Compile(new Sgd(0.01), Loss.SparseCategoricalCrossentropy)
        Assert.That(model.LossWarnings.Count, Is.EqualTo 1)
        model.ChecksLoss <- false
        let labels = Array.init 8 (fun row -> row % 3)
        let history = model.Fit(x, labels, classWeight = ClassWeights(readOnlyDict [ 0, 2.0 ]))
        Assert.That(history.Warnings.Count, Is.EqualTo 1)

    [<Test>]
    member _.``invalid arguments are refused``() =
        let model = regression ()
        let message (call: unit -> obj) =
            try
                call () |> string
            with fault ->
                fault.Message
        let watched = message (fun () -> model.Fit(x, y, callbacks = [| EarlyStopping() :> Callback |]))
        Assert.That(watched, Does.Contain "this training has no validation data")
        (model :> IDisposable).Dispose()
        Assert.That(message (fun () -> model.Save "late.keras"), Does.Contain "was disposed")
