module Samples.Program

open System
open System.Globalization
open System.IO
open Layers
open Layers.Data
open Samples

CultureInfo.CurrentCulture <- CultureInfo.InvariantCulture

let csv = Path.Combine(AppContext.BaseDirectory, "penguins.csv")
let birds = DataFile.Csv(csv).Select([| "Species"; "Island"; "Sex"; "Body Mass (g)" |]).ToTable()
let struct (training, test) = birds.Split(0.8, stratify = "Species", seed = 1)

let space = new FeatureSpace()
space.Add("Body Mass (g)", new Imputation(), new Normalization())
space.Add([| "Island"; "Sex" |], new OneHotEncoding(UnknownCategory.Ignore))
space.Adapt training |> ignore

let model = Sequential.Of(space, new Dense(16, Activation.Relu), new Dense(3, Activation.Softmax))
model.Compile(new Adam(0.01), Loss.SparseCategoricalCrossentropy, Metric.Accuracy)
model.Fit(training, "Species", epochs = 50) |> ignore
printfn "%O" (model.Evaluate test)
model.Save "penguins-fsharp.keras" |> ignore

// #region predict
let served = KerasFile.Load "penguins-fsharp.keras"
let bird = served.Predict { Island = "Dream"; Sex = None; BodyMass = Some 3350.0 }
let other = served.Predict(readOnlyDict [ "Island", box "Biscoe"; "Sex", null; "Body Mass (g)", box 5400 ])
// #endregion
printfn "%O" bird
printfn "%O" other
